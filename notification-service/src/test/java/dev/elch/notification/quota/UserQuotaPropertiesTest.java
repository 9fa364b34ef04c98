package dev.elch.notification.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.quota.QuotaDecision.Granted;
import dev.elch.notification.quota.QuotaDecision.OverQuota;
import dev.elch.notification.quota.QuotaDecision.Reserved;
import dev.elch.notification.quota.UserQuota.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds of the quota for every course of events; a failing seed is named. */
class UserQuotaPropertiesTest {

    private static final int SEEDS = 500;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void no_window_holds_more_than_the_quota_and_the_reserve() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Course course = new Course(seed);
            assertThat(mostInOneWindow(course.granted, course.policy.window()))
                    .as("mails granted in one window, seed %d", seed)
                    .isLessThanOrEqualTo(course.policy.mails());
            assertThat(mostInOneWindow(course.reserved, course.policy.window()))
                    .as("mails out of the reserve in one window, seed %d", seed)
                    .isLessThanOrEqualTo(course.policy.reserved());
        }
    }

    @Test
    void what_is_stored_stays_small() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Course course = new Course(seed);
            assertThat(course.mostStored)
                    .as("stored charges, seed %d", seed)
                    .isLessThanOrEqualTo(2 * (course.policy.mails() + course.policy.reserved()));
        }
    }

    @Test
    void digests_of_a_user_are_at_least_a_window_apart_and_never_in_the_past() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Course course = new Course(seed);
            assertThat(course.lateDigests)
                    .as("digests due in the past, seed %d", seed)
                    .isZero();
            Instant before = null;
            for (Instant due : new TreeSet<>(course.digests)) {
                if (before != null) {
                    assertThat(Duration.between(before, due))
                            .as("between two digests, seed %d", seed)
                            .isGreaterThanOrEqualTo(course.policy.window());
                }
                before = due;
            }
        }
    }

    @Test
    void nobody_is_refused_while_there_is_quota() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(new Course(seed).wronglyRefused).as("seed %d", seed).isZero();
        }
    }

    private static int mostInOneWindow(List<Instant> mails, Duration window) {
        return mails.stream()
                .mapToInt(first -> (int) mails.stream()
                        .filter(mail -> !mail.isBefore(first) && mail.isBefore(first.plus(window)))
                        .count())
                .max()
                .orElse(0);
    }

    /** A random policy and random sign-ins, seen by instances whose clocks differ by up to the tolerated skew. */
    private static final class Course {
        final QuotaPolicy policy;
        final List<Instant> granted = new ArrayList<>();
        final List<Instant> reserved = new ArrayList<>();
        final Set<Instant> digests = new HashSet<>();
        int mostStored;
        int lateDigests;
        int wronglyRefused;

        Course(int seed) {
            Random random = new Random(seed);
            policy = new QuotaPolicy(
                    1 + random.nextInt(12), random.nextInt(4), Duration.ofSeconds(60 + random.nextInt(3600)));
            long pace = 1 + random.nextLong(policy.window().toMillis() / 5);
            boolean clocksDiffer = random.nextBoolean();
            Instant time = START;
            UserQuota quota = UserQuota.UNUSED;
            for (int event = 0; event < 120; event++) {
                time = time.plusMillis((long) (random.nextDouble() * pace));
                long skew = clocksDiffer ? random.nextLong(UserQuota.TOLERATED_SKEW.toMillis()) : 0;
                Instant now = time.minusMillis(skew);
                boolean newDevice = random.nextInt(4) == 0;
                Asked asked = quota.ask("event-" + event, newDevice, policy, now);
                note(asked.decision(), newDevice, now);
                quota = asked.after();
                mostStored = Math.max(mostStored, quota.charges().size());
            }
        }

        private void note(QuotaDecision decision, boolean newDevice, Instant now) {
            if (decision instanceof Granted) {
                granted.add(now);
            } else if (decision instanceof Reserved) {
                reserved.add(now);
            } else if (decision instanceof OverQuota overQuota) {
                digests.add(overQuota.digestDue());
                lateDigests += overQuota.digestDue().isAfter(now) ? 0 : 1;
                boolean hasRoom = inWindow(granted, now) < policy.mails()
                        || (newDevice && inWindow(reserved, now) < policy.reserved());
                wronglyRefused += hasRoom ? 1 : 0;
            }
        }

        private long inWindow(List<Instant> mails, Instant now) {
            return mails.stream()
                    .filter(mail -> mail.isAfter(now.minus(policy.window())))
                    .count();
        }
    }
}
