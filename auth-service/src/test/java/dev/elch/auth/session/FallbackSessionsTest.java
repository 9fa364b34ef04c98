package dev.elch.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.auth.signin.SignIns;
import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FallbackSessionsTest {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LIFETIME = Duration.ofHours(2);

    private final SettableClock clock = SettableClock.at(SignIns.NOON);
    private final SwitchableSessions database = new SwitchableSessions(LIFETIME, clock);
    private final InMemorySessions memory = new InMemorySessions(10, LIFETIME, clock);
    private final FallbackSessions sessions = new FallbackSessions(database, memory, IDLE, clock);

    @Test
    void finds_what_was_saved() {
        SignInSession session = signedIn("github:1", "ref-1");

        assertThat(found(session.getId()).<String>getAttribute("color")).isEqualTo("blue");
    }

    @Test
    void keeps_what_is_added_after_the_id_has_changed_within_one_request() {
        SignInSession anonymous = created();
        sessions.save(anonymous).block();
        SignInSession inRequest = found(anonymous.getId());

        inRequest.changeSessionId();
        sessions.save(inRequest).block();
        inRequest.setAttribute("color", "green");
        sessions.save(inRequest).block();

        assertThat(isThere(anonymous.getId())).isFalse();
        assertThat(found(inRequest.getId()).<String>getAttribute("color")).isEqualTo("green");
    }

    @Test
    void does_not_let_a_request_under_way_bring_back_a_session_that_was_ended() {
        SignInSession session = signedIn("github:1", "ref-1");
        SignInSession underWay = found(session.getId());
        sessions.deleteById(session.getId()).block();

        underWay.setAttribute("color", "red");
        sessions.save(underWay).block();

        assertThat(isThere(session.getId())).isFalse();
    }

    @Test
    void does_not_let_a_change_of_id_bring_back_a_session_that_was_ended() {
        SignInSession session = signedIn("github:1", "ref-1");
        SignInSession underWay = found(session.getId());
        sessions.deleteById(session.getId()).block();

        underWay.changeSessionId();
        sessions.save(underWay).block();

        assertThat(isThere(underWay.getId())).isFalse();
    }

    @Test
    void ends_every_session_of_a_user_and_of_no_other() {
        SignInSession one = signedIn("github:1", "ref-1");
        SignInSession two = signedIn("github:1", "ref-2");
        SignInSession other = signedIn("github:2", "ref-3");

        assertThat(sessions.endAllOf("github:1").block()).isEqualTo(2);

        assertThat(isThere(one.getId())).isFalse();
        assertThat(isThere(two.getId())).isFalse();
        assertThat(isThere(other.getId())).isTrue();
    }

    @Test
    void ends_the_session_with_a_reference() {
        SignInSession one = signedIn("github:1", "ref-1");
        SignInSession two = signedIn("github:1", "ref-2");

        assertThat(sessions.end("ref-1").block()).isEqualTo(1);

        assertThat(isThere(one.getId())).isFalse();
        assertThat(isThere(two.getId())).isTrue();
    }

    @Test
    void does_not_find_a_session_that_was_unused_for_too_long() {
        SignInSession session = signedIn("github:1", "ref-1");

        clock.advance(IDLE);

        assertThat(isThere(session.getId())).isFalse();
    }

    @Test
    void does_not_find_a_session_past_its_lifetime_however_often_it_is_used() {
        SignInSession session = signedIn("github:1", "ref-1");
        for (Duration used = Duration.ZERO; used.compareTo(LIFETIME) < 0; used = used.plus(IDLE.dividedBy(2))) {
            SignInSession visit = found(session.getId());
            visit.setLastAccessedTime(clock.instant());
            sessions.save(visit).block();
            clock.advance(IDLE.dividedBy(2));
        }

        assertThat(isThere(session.getId())).isFalse();
    }

    @Test
    void opens_a_session_in_memory_while_the_database_is_away_and_moves_it_when_it_is_back() {
        database.goAway();
        SignInSession session = signedIn("github:1", "ref-1");
        assertThat(found(session.getId()).<String>getAttribute("color")).isEqualTo("blue");

        database.comeBack();
        sessions.moveToDatabase().block();

        assertThat(memory.isEmpty()).isTrue();
        assertThat(found(session.getId()).<String>getAttribute("color")).isEqualTo("blue");
    }

    @Test
    void ends_a_session_for_good_that_is_ended_while_it_moves() {
        database.goAway();
        SignInSession session = signedIn("github:1", "ref-1");
        database.comeBack();
        database.beforeInsertReturns(() -> memory.delete(session.getId()).block());

        sessions.moveToDatabase().block();

        assertThat(isThere(session.getId())).isFalse();
    }

    @Test
    void counts_a_visitor_as_signed_out_while_the_session_can_not_be_looked_up() {
        SignInSession session = signedIn("github:1", "ref-1");

        database.goAway();

        assertThat(isThere(session.getId())).isFalse();
    }

    @Test
    void does_not_claim_that_sessions_are_ended_when_the_database_can_not_be_asked() {
        signedIn("github:1", "ref-1");
        database.goAway();

        assertThatThrownBy(() -> sessions.endAllOf("github:1").block()).hasMessageContaining("away");
        assertThatThrownBy(() -> sessions.end("ref-1").block()).hasMessageContaining("away");
    }

    @Test
    void writes_a_mere_visit_only_when_the_last_one_is_some_time_ago() {
        SignInSession session = signedIn("github:1", "ref-1");
        SignInSession visit = found(session.getId());

        visit.setLastAccessedTime(clock.instant().plusSeconds(5));
        assertThat(visit.isWorthStoring()).isFalse();

        visit.setLastAccessedTime(
                clock.instant().plus(SignInSession.VISIT_GRANULARITY).plusSeconds(1));
        assertThat(visit.isWorthStoring()).isTrue();
    }

    private SignInSession signedIn(String userId, String reference) {
        SignInSession session = created();
        session.setAttribute(SignInSession.USER_ID, userId);
        session.setAttribute(SignInSession.REFERENCE, reference);
        session.setAttribute("color", "blue");
        sessions.save(session).block();
        return session;
    }

    private SignInSession created() {
        return sessions.createSession().blockOptional().orElseThrow();
    }

    private SignInSession found(String id) {
        return sessions.findById(id).blockOptional().orElseThrow();
    }

    private boolean isThere(String id) {
        return sessions.findById(id).hasElement().blockOptional().orElseThrow();
    }
}
