package dev.elch.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoForTests;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.mail.SignInDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoDigestsIT extends DigestsBehaviour {

    @RegisterExtension
    static final MongoForTests MONGO = new MongoForTests();

    private final MongoDatabase database = MONGO.emptyDatabase();

    @Override
    MongoDigests digests() {
        MongoDigests digests = new MongoDigests(database, WINDOW, GRACE, LEASE);
        MongoDigests.INDEXES
                .create(database)
                .then(MongoDigestEntries.INDEXES.create(database))
                .block();
        return digests;
    }

    @Test
    void a_digest_outlives_the_instance_that_opened_it() {
        digests.add(signIn("event", 0, true), DUE, NOON);

        Digests restarted = digests();
        DigestClaim claim = restarted.claimDue(RIPE).orElseThrow();

        assertThat(restarted.read(claim, 10).orElseThrow().listed()).containsExactly(signIn("event", 0, true));
    }

    @Test
    void sixteen_instances_claim_a_digest_once() throws Exception {
        digests.add(signIn("event", 0, false), DUE, NOON);
        ExecutorService instances = Executors.newFixedThreadPool(16);
        try {
            CountDownLatch ready = new CountDownLatch(16);
            List<Future<Optional<DigestClaim>>> claims = new ArrayList<>();
            for (int instance = 0; instance < 16; instance++) {
                claims.add(instances.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return digests.claimDue(RIPE);
                }));
            }
            int claimed = 0;
            for (Future<Optional<DigestClaim>> claim : claims) {
                claimed += claim.get(30, TimeUnit.SECONDS).isPresent() ? 1 : 0;
            }
            assertThat(claimed).isOne();
        } finally {
            instances.shutdownNow();
        }
    }

    @Test
    void every_sign_in_is_told_exactly_once_while_digests_go_out_at_the_same_time() throws Exception {
        int events = 300;
        ExecutorService instances = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> added = new ArrayList<>();
            for (int event = 0; event < events; event++) {
                SignIn signIn = signIn("event-" + event, event, false);
                added.add(instances.submit(() -> digests.add(signIn, DUE, RIPE)));
            }
            List<String> told = new ArrayList<>();
            while (!added.stream().allMatch(Future::isDone)) {
                told.addAll(toldBy(RIPE));
            }
            for (Future<?> add : added) {
                add.get(30, TimeUnit.SECONDS);
            }
            told.addAll(toldBy(RIPE.plus(Duration.ofDays(1))));
            assertThat(told).doesNotHaveDuplicates().hasSize(events);
        } finally {
            instances.shutdownNow();
        }
    }

    private List<String> toldBy(java.time.Instant now) {
        List<String> told = new ArrayList<>();
        for (Optional<DigestClaim> claim = digests.claimDue(now); claim.isPresent(); claim = digests.claimDue(now)) {
            digests.read(claim.get(), 1_000).map(SignInDigest::listed).orElse(List.of()).stream()
                    .map(SignIn::eventKey)
                    .forEach(told::add);
            digests.settle(
                    claim.get(),
                    DigestVerdict.settled(claim.get(), DigestState.SENT, Reason.of("test", ""), Suppression.NONE),
                    now);
        }
        return told;
    }
}
