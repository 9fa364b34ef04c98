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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
        outbox.markPublished(List.of("a"), NOON).block();

        outbox.store(SignIns.of("a"), NOON, NOON).block();

        assertThat(outbox.waiting(null, 10).block()).isEmpty();
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

        String[] all = IntStream.range(0, 40).mapToObj(i -> "event-" + i).toArray(String[]::new);

        List<String> claimed = Flux.range(0, 4)
                .flatMap(relay -> claim(NOON, all))
                .flatMapIterable(keys -> keys)
                .collectList()
                .block();

        assertThat(claimed).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void claims_again_what_its_claimant_did_not_finish() {
        outbox.store(SignIns.of("a"), NOON, NOON).block();
        claim(NOON, "a").block();

        assertThat(claim(NOON.plusSeconds(29), "a").block()).isEmpty();
        assertThat(claim(NOON.plusSeconds(30), "a").block()).containsExactly("a");
    }

    @Test
    void does_not_hand_a_published_event_back_to_the_relay() {
        outbox.store(SignIns.of("a"), NOON, NOON).block();
        outbox.markPublished(List.of("a"), NOON).block();

        outbox.release(List.of("a"), NOON).block();

        assertThat(claim(NOON, "a").block()).isEmpty();
        assertThat(outbox.isWaiting("github:1001").block()).isFalse();
    }

    @Test
    void lists_what_waits_page_by_page_in_the_order_of_the_sign_ins() {
        outbox.store(SignIns.of("c", null, NOON.plusSeconds(1)), NOON, NOON).block();
        outbox.store(SignIns.of("b"), NOON.plusSeconds(60), NOON).block();
        outbox.store(SignIns.of("a"), NOON, NOON).block();
        outbox.store(SignIns.of("published"), null, NOON).block();

        List<Outbox.Waiting> first =
                Objects.requireNonNull(outbox.waiting(null, 2).block());
        List<Outbox.Waiting> second =
                Objects.requireNonNull(outbox.waiting(first.get(1), 2).block());

        assertThat(first).extracting(Outbox.Waiting::eventKey).containsExactly("a", "b");
        assertThat(second).extracting(Outbox.Waiting::eventKey).containsExactly("c");
        assertThat(outbox.isWaiting("github:1001").block()).isTrue();
        assertThat(outbox.isWaiting("github:1002").block()).isFalse();
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

    private Mono<Set<String>> claim(Instant now, String... eventKeys) {
        return outbox.claim(List.of(eventKeys), now, now.plusSeconds(30));
    }
}
