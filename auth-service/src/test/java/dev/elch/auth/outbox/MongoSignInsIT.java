package dev.elch.auth.outbox;

import static dev.elch.auth.signin.SignIns.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.signin.SignIn;
import dev.elch.auth.signin.SignIns;
import dev.elch.testkit.stack.Stack;
import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class MongoSignInsIT {

    private static final Duration HISTORY = Duration.ofDays(90);

    private static MongoClient client;

    private final SettableClock clock = SettableClock.at(NOON);
    private MongoOutbox outbox;
    private MongoSignInHistory history;

    @BeforeAll
    static void connect() {
        client = MongoClients.create(Stack.shared().mongoUri("auth_sign_ins"));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void prepare() {
        MongoDatabase database = client.getDatabase("auth_" + UUID.randomUUID());
        outbox = new MongoOutbox(database, HISTORY);
        history = new MongoSignInHistory(database, HISTORY, clock);
        MongoOutbox.INDEXES
                .create(database)
                .then(MongoOutbox.INDEXES.create(database))
                .block();
    }

    @Test
    void gives_a_sign_in_back_as_it_was_stored() {
        SignIn withoutAddress = SignIns.of("b", null, NOON.plusSeconds(1));
        outbox.store(SignIns.of("a"), NOON, NOON).block();
        outbox.store(withoutAddress, null, NOON).block();

        assertThat(history.latestOf("github:1001", 10).collectList().block())
                .containsExactly(
                        new PastSignIn(withoutAddress, NOON, null, null),
                        new PastSignIn(SignIns.of("a"), null, null, null));
    }

    @Test
    void changes_nothing_when_a_sign_in_is_stored_again() {
        outbox.store(SignIns.of("a"), NOON, NOON).block();
        outbox.markPublished("a", NOON).block();

        outbox.store(SignIns.of("a"), NOON, NOON).block();

        assertThat(outbox.claim(NOON.plusSeconds(60), NOON.plusSeconds(90)).block())
                .isNull();
    }

    @Test
    void notes_the_publication_when_a_sign_in_is_stored_again_as_published() {
        outbox.store(SignIns.of("a"), NOON, NOON).block();

        outbox.store(SignIns.of("a"), null, NOON).block();

        assertThat(outbox.backlog().block()).isEqualTo(Outbox.Backlog.NONE);
    }

    @Test
    void gives_each_event_to_one_of_many_claimants() {
        Flux.range(0, 40)
                .concatMap(i -> outbox.store(SignIns.of("event-" + i), NOON, NOON))
                .blockLast();

        List<String> claimed =
                Flux.range(0, 4).flatMap(relay -> claimAll()).collectList().block();

        assertThat(claimed).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void claims_again_what_its_claimant_did_not_finish() {
        outbox.store(SignIns.of("a"), NOON, NOON).block();
        outbox.claim(NOON, NOON.plusSeconds(30)).block();

        assertThat(outbox.claim(NOON.plusSeconds(29), NOON.plusSeconds(59)).block())
                .isNull();
        assertThat(outbox.claim(NOON.plusSeconds(30), NOON.plusSeconds(60)).block())
                .isEqualTo(SignIns.of("a"));
    }

    @Test
    void does_not_hand_a_published_event_back_to_the_relay() {
        outbox.store(SignIns.of("a"), NOON, NOON).block();
        outbox.markPublished("a", NOON).block();

        outbox.release("a", NOON).block();

        assertThat(outbox.claim(NOON, NOON.plusSeconds(30)).block()).isNull();
    }

    @Test
    void counts_what_waits() {
        outbox.store(SignIns.of("a", null, NOON.minusSeconds(60)), NOON, NOON).block();
        outbox.store(SignIns.of("b"), NOON, NOON).block();
        outbox.store(SignIns.of("c"), null, NOON).block();

        assertThat(outbox.backlog().block()).isEqualTo(new Outbox.Backlog(2, NOON.minusSeconds(60)));
    }

    @Test
    void knows_a_device_by_an_undisputed_sign_in_of_the_same_user() {
        outbox.store(SignIns.of("a"), null, NOON).block();

        assertThat(history.knows("github:1001", "device-1").block()).isTrue();
        assertThat(history.knows("github:1001", "device-2").block()).isFalse();
        assertThat(history.knows("github:1002", "device-1").block()).isFalse();

        history.dispute("a", false, NOON).block();
        assertThat(history.knows("github:1001", "device-1").block()).isFalse();

        history.undispute("a").block();
        assertThat(history.knows("github:1001", "device-1").block()).isTrue();
    }

    @Test
    void keeps_the_time_of_the_first_dispute() {
        outbox.store(SignIns.of("a"), null, NOON).block();
        history.dispute("a", false, NOON).block();

        PastSignIn again = Objects.requireNonNull(
                history.dispute("a", false, NOON.plusSeconds(60)).block());

        assertThat(again.disputedAt()).isEqualTo(NOON);
        assertThat(history.dispute("b", false, NOON).block()).isNull();
    }

    @Test
    void does_not_remember_what_is_older_than_the_history() {
        outbox.store(SignIns.of("a"), null, NOON).block();

        clock.advance(HISTORY.plusSeconds(1));

        assertThat(history.knows("github:1001", "device-1").block()).isFalse();
        assertThat(history.find("a").block()).isNull();
    }

    private Flux<String> claimAll() {
        return outbox.claim(NOON, NOON.plusSeconds(30))
                .map(SignIn::eventKey)
                .repeatWhen(claims -> claims.takeWhile(claimed -> claimed > 0));
    }
}
