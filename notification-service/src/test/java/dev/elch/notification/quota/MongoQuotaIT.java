package dev.elch.notification.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoForTests;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.quota.QuotaDecision.Granted;
import dev.elch.notification.quota.QuotaDecision.OverQuota;
import dev.elch.notification.quota.QuotaDecision.Reserved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

class MongoQuotaIT {

    @RegisterExtension
    static final MongoForTests MONGO = new MongoForTests();

    private static final QuotaPolicy POLICY = new QuotaPolicy(10, 3, Duration.ofHours(1));
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int THREADS = 32;

    private final MongoDatabase database = MONGO.emptyDatabase();
    private final MongoQuota quota = new MongoQuota(database, POLICY, MONTH);

    @BeforeEach
    void create_indexes() {
        MongoQuota.INDEXES
                .create(database)
                .then(MongoQuotaRefusals.INDEXES.create(database))
                .block();
    }

    @Test
    void of_two_hundred_sign_ins_at_once_ten_are_granted() throws Exception {
        List<QuotaDecision> decisions = askAtOnce(knownDevices(200));

        assertThat(decisions).filteredOn(Granted.class::isInstance).hasSize(10);
        assertThat(decisions).filteredOn(OverQuota.class::isInstance).hasSize(190);
        assertThat(decisions)
                .filteredOn(OverQuota.class::isInstance)
                .as("all of them share one digest")
                .extracting(decision -> ((OverQuota) decision).digestDue())
                .containsOnly(NOON.plus(POLICY.window()));
    }

    @Test
    void of_two_hundred_new_devices_at_once_thirteen_are_told() throws Exception {
        List<QuotaDecision> decisions = askAtOnce(IntStream.range(0, 200)
                .mapToObj(i -> signIn("event-" + i, true))
                .toList());

        assertThat(decisions).filteredOn(Granted.class::isInstance).hasSize(10);
        assertThat(decisions).filteredOn(Reserved.class::isInstance).hasSize(3);
    }

    @Test
    void the_same_event_asked_by_many_at_once_is_charged_once() throws Exception {
        List<QuotaDecision> decisions = askAtOnce(Collections.nCopies(200, signIn("event", false)));

        assertThat(decisions).containsOnly(new Granted());
        assertThat(chargesOfUser()).hasSize(1);
    }

    @Test
    void each_of_many_events_asked_twice_gets_one_answer() throws Exception {
        List<SignIn> once = knownDevices(40);
        List<SignIn> twice = new ArrayList<>(once);
        twice.addAll(once);

        List<QuotaDecision> decisions = askAtOnce(twice);

        assertThat(decisions.subList(0, 40)).isEqualTo(decisions.subList(40, 80));
        assertThat(decisions.subList(0, 40))
                .filteredOn(Granted.class::isInstance)
                .hasSize(10);
    }

    @Test
    void an_event_whose_charge_still_counts_does_not_pay_again() {
        quota.ask(signIn("event", false), false, NOON);

        assertThat(quota.ask(signIn("event", false), true, NOON.plusSeconds(60)))
                .isEqualTo(new Granted());
        assertThat(chargesOfUser()).hasSize(1);
    }

    @Test
    void an_event_that_was_never_handed_over_is_charged_anew_after_the_window() {
        quota.ask(signIn("event", false), false, NOON);
        knownDevices(10).forEach(signIn -> quota.ask(signIn, false, NOON.plus(Duration.ofDays(6))));

        assertThat(quota.ask(signIn("event", false), true, NOON.plus(Duration.ofDays(6))))
                .isInstanceOf(OverQuota.class);
    }

    @Test
    void a_refused_event_stays_refused_when_there_is_quota_again() {
        knownDevices(10).forEach(signIn -> quota.ask(signIn, false, NOON));
        QuotaDecision refused = quota.ask(signIn("late", false), false, NOON);

        assertThat(quota.ask(signIn("late", false), true, NOON.plus(Duration.ofHours(2))))
                .isEqualTo(refused)
                .isInstanceOf(OverQuota.class);
    }

    @Test
    void of_two_refusals_of_one_event_the_first_holds() {
        knownDevices(10).forEach(signIn -> quota.ask(signIn, false, NOON));
        QuotaDecision refused = quota.ask(signIn("late", false), false, NOON);

        QuotaDecision again = quota.ask(signIn("late", false), false, NOON.plusSeconds(60));

        assertThat(again).isEqualTo(refused);
    }

    @Test
    void a_refusal_is_forgotten_after_the_configured_time_even_if_nothing_cleans_up() {
        knownDevices(10).forEach(signIn -> quota.ask(signIn, false, NOON));
        quota.ask(signIn("late", false), false, NOON);

        assertThat(quota.ask(signIn("late", false), true, NOON.plus(MONTH).minusMillis(1)))
                .isInstanceOf(OverQuota.class);
        assertThat(quota.ask(signIn("late", false), true, NOON.plus(MONTH))).isEqualTo(new Granted());
        assertThat(quota.ask(signIn("late", false), true, NOON.plus(MONTH))).isEqualTo(new Granted());
    }

    @Test
    void users_do_not_share_a_quota() {
        knownDevices(11).forEach(signIn -> quota.ask(signIn, false, NOON));

        assertThat(quota.ask(signIn("github:2", "other", false), false, NOON)).isEqualTo(new Granted());
    }

    private List<QuotaDecision> askAtOnce(List<SignIn> signIns) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch ready = new CountDownLatch(THREADS);
            List<Future<QuotaDecision>> asked = new ArrayList<>();
            for (SignIn signIn : signIns) {
                asked.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return quota.ask(signIn, true, NOON);
                }));
            }
            List<QuotaDecision> decisions = new ArrayList<>();
            for (Future<QuotaDecision> decision : asked) {
                decisions.add(decision.get(60, TimeUnit.SECONDS));
            }
            return decisions;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Document> chargesOfUser() {
        return Flux.from(database.getCollection("quotas").find())
                .flatMapIterable(user -> user.getList("charges", Document.class))
                .collectList()
                .block();
    }

    private static List<SignIn> knownDevices(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> signIn("event-" + i, false))
                .toList();
    }

    private static SignIn signIn(String eventKey, boolean newDevice) {
        return signIn("github:1", eventKey, newDevice);
    }

    private static SignIn signIn(String userId, String eventKey, boolean newDevice) {
        return new SignIn(
                eventKey, userId, "bat", "bat@example.mn", null, "github", null, null, "mn", newDevice, null, NOON);
    }
}
