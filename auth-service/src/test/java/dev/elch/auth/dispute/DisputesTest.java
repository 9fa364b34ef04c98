package dev.elch.auth.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.outbox.InMemorySignIns;
import dev.elch.auth.outbox.PastSignIn;
import dev.elch.auth.session.SessionsForTests;
import dev.elch.auth.signin.SignIns;
import dev.elch.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisputesTest {

    private final SettableClock clock = SettableClock.at(SignIns.NOON);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemorySignIns history = new InMemorySignIns();
    private final SessionsForTests sessions = new SessionsForTests(clock);
    private final Disputes disputes =
            new Disputes(history, sessions.sessions(), new AuthMeters(registry, clock), clock);

    @BeforeEach
    void signIn() {
        history.add(SignIns.of("a"));
        history.add(SignIns.of("b"));
        sessions.open("id-a", SignIns.of("a"));
        sessions.open("id-b", SignIns.of("b"));
    }

    @Test
    void ends_the_session_of_the_disputed_sign_in_and_marks_it() {
        disputes.dispute("a", false).block();

        assertThat(sessions.isOpen("id-a")).isFalse();
        assertThat(sessions.isOpen("id-b")).isTrue();
        assertThat(isDisputed("a")).isTrue();
        assertThat(isDisputed("b")).isFalse();
        assertThat(registry.counter("elch.auth.disputes").count()).isEqualTo(1);
    }

    @Test
    void ends_every_session_of_the_user_when_asked_to() {
        disputes.dispute("a", true).block();

        assertThat(sessions.isOpen("id-a")).isFalse();
        assertThat(sessions.isOpen("id-b")).isFalse();
    }

    @Test
    void ends_every_session_once_for_one_link_and_the_disputed_one_once() {
        disputes.dispute("a", true).block();
        disputes.undo("a").block();
        sessions.open("id-later", SignIns.of("b"));

        disputes.dispute("a", true).block();
        disputes.dispute("a", false).block();

        assertThat(sessions.isOpen("id-later")).isTrue();
        assertThat(isDisputed("a")).isTrue();
        assertThat(registry.counter("elch.auth.disputes").count()).isEqualTo(2);
    }

    @Test
    void marks_it_again_after_the_mark_was_taken_back_and_every_session_was_ended() {
        disputes.dispute("a", true).block();
        disputes.undo("a").block();

        PastSignIn again = disputes.dispute("a", true).blockOptional().orElseThrow();

        assertThat(again.isDisputed()).isTrue();
        assertThat(isDisputed("a")).isTrue();
    }

    @Test
    void ends_every_session_after_the_disputed_one_when_asked_to() {
        disputes.dispute("a", false).block();

        disputes.dispute("a", true).block();

        assertThat(sessions.isOpen("id-b")).isFalse();
    }

    @Test
    void does_not_mark_what_it_could_not_end() {
        sessions.goAway();

        assertThatThrownBy(() -> disputes.dispute("a", false).block()).hasMessageContaining("away");

        assertThat(isDisputed("a")).isFalse();
    }

    @Test
    void takes_the_mark_back_and_opens_no_session_again() {
        disputes.dispute("a", false).block();

        disputes.undo("a").block();

        assertThat(isDisputed("a")).isFalse();
        assertThat(sessions.isOpen("id-a")).isFalse();
    }

    @Test
    void knows_nothing_of_a_sign_in_that_never_was() {
        assertThat(disputes.dispute("never", true).block()).isNull();
        assertThat(disputes.undo("never").block()).isNull();
        assertThat(sessions.isOpen("id-a")).isTrue();
    }

    private boolean isDisputed(String eventKey) {
        return disputes.find(eventKey).blockOptional().orElseThrow().isDisputed();
    }
}
