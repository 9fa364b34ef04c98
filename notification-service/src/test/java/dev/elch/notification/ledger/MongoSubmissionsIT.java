package dev.elch.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.MongoForTests;
import dev.elch.notification.delivery.Fingerprint;
import dev.elch.notification.delivery.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MongoSubmissionsIT {

    @RegisterExtension
    static final MongoForTests MONGO = new MongoForTests();

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration WINDOW = Duration.ofDays(40);

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private MongoDatabase database;
    private MongoSubmissions submissions;

    @BeforeEach
    void emptyDatabase() {
        database = MONGO.emptyDatabase();
        MongoLedgerIndexes.INDEXES.create(database).block(LIMIT);
        submissions = new MongoSubmissions(database.getCollection(MongoLedgerIndexes.COLLECTION), WINDOW, LIMIT);
    }

    @Test
    void enter_an_event_that_nobody_has_worked_on() {
        assertThat(enter(submission("a", now))).isTrue();

        SeenEvent seen = find("a");
        assertThat(seen.entry().state()).isEqualTo(DeliveryState.ENQUEUED);
        assertThat(seen.entry().createdAt()).isEqualTo(now);
        assertThat(seen.maskedAddress()).isEqualTo("b***@example.com");
        assertThat(seen.submitter()).isEqualTo("shop");
    }

    @Test
    void enter_a_key_once_until_it_is_forgotten() {
        enter(submission("a", now));

        assertThat(enter(submission("a", now))).isFalse();
        assertThat(submissions
                        .enter(submission("a", now), now, now.plus(WINDOW))
                        .block(LIMIT))
                .isTrue();
    }

    @Test
    void let_the_pipeline_claim_what_was_entered_once_it_comes_by_topic() {
        Submission submission = submission("a", now);
        enter(submission);

        ClaimResult first = claim(Fingerprint.of(submission.signIn()), "t-0-1");
        ClaimResult copy = claim(Fingerprint.of(submission.signIn()), "t-0-2");

        assertThat(first).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(copy).isInstanceOf(ClaimResult.AlreadyHandled.class);
        assertThat(find("a").entry().createdAt()).isEqualTo(now);
        assertThat(find("a").maskedAddress()).isEqualTo("b***@example.com");
    }

    @Test
    void give_what_is_not_published_to_one_relay_at_a_time() {
        Submission submission = submission("a", now);
        submissions.enter(submission, now.plusSeconds(5), now).block(LIMIT);

        assertThat(take(now.plusSeconds(4))).isNull();
        assertThat(take(now.plusSeconds(5))).isEqualTo(submission);
        assertThat(take(now.plusSeconds(6))).isNull();
        assertThat(take(now.plusSeconds(25))).isEqualTo(submission);
    }

    @Test
    void forget_the_address_and_all_else_that_was_kept_for_publishing() {
        enter(submission("a", now));

        submissions.published("a").block(LIMIT);

        assertThat(take(now.plusSeconds(100))).isNull();
        Document stored = Mono.from(database.getCollection(MongoLedgerIndexes.COLLECTION)
                        .find()
                        .first())
                .block(LIMIT);
        assertThat(stored.toJson()).contains("b***@example.com").doesNotContain("bold@example.com");
    }

    @Test
    void show_the_events_of_one_user_page_by_page_newest_first() {
        for (int second = 0; second < 5; second++) {
            enterAt("early-" + second, now.plusSeconds(second));
        }
        enterAt("same-1", now.plusSeconds(9));
        enterAt("same-2", now.plusSeconds(9));

        Instant behind = Instant.parse("9999-12-31T00:00:00Z");
        List<String> first = page(behind, "", 3);
        List<String> second = page(now.plusSeconds(4), "early-4", 3);

        assertThat(first).containsExactly("same-2", "same-1", "early-4");
        assertThat(second).containsExactly("early-3", "early-2", "early-1");
        assertThat(page(now.plusSeconds(9), "same-2", 1)).containsExactly("same-1");
        assertThat(submissions.page("github:8", behind, "", 3, now).block(LIMIT))
                .isEmpty();
    }

    @Test
    void let_one_of_many_win_who_enter_the_same_key_at_once() {
        List<Boolean> answers = Flux.range(0, 20)
                .flatMap(copy -> submissions.enter(submission("a", now), now, now), 20)
                .collectList()
                .block(LIMIT);

        assertThat(answers).hasSize(20).containsOnlyOnce(true);
    }

    private boolean enter(Submission submission) {
        return submissions.enter(submission, now, now).block(LIMIT);
    }

    private void enterAt(String key, Instant at) {
        submissions.enter(submission(key, at), at, at).block(LIMIT);
    }

    private SeenEvent find(String key) {
        return submissions.find(key, now).block(LIMIT);
    }

    private Submission take(Instant at) {
        return submissions.takeUnpublished(at, at.plusSeconds(20)).block(LIMIT);
    }

    private List<String> page(Instant createdBefore, String keyBefore, int limit) {
        return submissions.page("github:7", createdBefore, keyBefore, limit, now).block(LIMIT).stream()
                .map(seen -> seen.entry().eventKey())
                .toList();
    }

    private ClaimResult claim(String payloadHash, String place) {
        DeliveryLedger ledger = new MongoDeliveryLedger(
                database.getCollection(MongoLedgerIndexes.COLLECTION),
                new ClaimRules("a", Duration.ofSeconds(60), WINDOW),
                LIMIT);
        return ledger.claim(
                new ClaimRequest("a", "github:7", 0, 1, payloadHash, "b***@example.com", false, place, 0),
                now.plusSeconds(1));
    }

    private static Submission submission(String key, Instant at) {
        SignIn signIn = new SignIn(
                key, "github:7", "bold", "bold@example.com", null, "github", null, "curl/8", "mn", true, "s-1", at);
        return new Submission(signIn, "hash", "shop", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }
}
