package dev.elch.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.mail.SignInDigest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of digests does. */
abstract class DigestsBehaviour {

    static final Duration WINDOW = Duration.ofHours(1);
    static final Duration GRACE = Duration.ofSeconds(2);
    static final Duration LEASE = Duration.ofMinutes(2);
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant DUE = NOON.plus(WINDOW);
    static final Instant RIPE = DUE.plus(GRACE);

    Digests digests;

    abstract Digests digests();

    @BeforeEach
    void start_without_digests() {
        digests = digests();
    }

    @Test
    void a_digest_can_be_claimed_when_it_is_due_and_its_grace_is_over() {
        digests.add(signIn("event", 0, false), DUE, NOON);

        assertThat(digests.claimDue(RIPE.minusMillis(1))).isEmpty();
        assertThat(digests.claimDue(RIPE)).isPresent();
    }

    @Test
    void a_digest_is_claimed_once() {
        digests.add(signIn("event", 0, false), DUE, NOON);

        assertThat(digests.claimDue(RIPE)).isPresent();
        assertThat(digests.claimDue(RIPE)).isEmpty();
    }

    @Test
    void users_and_windows_have_digests_of_their_own() {
        digests.add(signIn("one", 0, false), DUE, NOON);
        digests.add(signIn("two", 0, false), DUE.plus(WINDOW), NOON);
        digests.add(user("github:2", "three"), DUE, NOON);

        Instant later = RIPE.plus(WINDOW);
        assertThat(digests.claimDue(later)).isPresent();
        assertThat(digests.claimDue(later)).isPresent();
        assertThat(digests.claimDue(later)).isPresent();
        assertThat(digests.claimDue(later)).isEmpty();
    }

    @Test
    void it_tells_how_many_sign_ins_there_were_and_lists_new_devices_first_and_then_the_latest() {
        digests.add(signIn("one", 1, false), DUE, NOON);
        digests.add(signIn("two", 2, true), DUE, NOON);
        digests.add(signIn("three", 3, false), DUE, NOON);
        digests.add(signIn("four", 4, false), DUE, NOON);

        SignInDigest digest = digests.read(claimed(RIPE), 3).orElseThrow();

        assertThat(digest.count()).isEqualTo(4);
        assertThat(digest.first()).isEqualTo(NOON.plusSeconds(1));
        assertThat(digest.latest()).isEqualTo(signIn("four", 4, false));
        assertThat(digest.listed()).extracting(SignIn::eventKey).containsExactly("two", "four", "three");
        assertThat(digest.date()).isEqualTo(DUE);
    }

    @Test
    void a_sign_in_that_is_added_twice_is_told_once() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        digests.add(signIn("event", 0, false), DUE, NOON);

        assertThat(digests.read(claimed(RIPE), 10).orElseThrow().count()).isOne();
    }

    @Test
    void a_sign_in_that_comes_too_late_is_told_in_the_next_digest() {
        digests.add(signIn("in time", 0, false), DUE, NOON);
        DigestClaim first = claimed(RIPE);
        digests.read(first, 10);

        digests.add(signIn("late", 1, false), DUE, RIPE);
        digests.add(signIn("in time", 0, false), DUE, RIPE);

        assertThat(digests.read(first, 10).orElseThrow().listed())
                .extracting(SignIn::eventKey)
                .containsExactly("in time");
        settle(first, DigestState.SENT);
        DigestClaim next = claimed(RIPE.plus(WINDOW));
        assertThat(next.key()).isNotEqualTo(first.key());
        assertThat(digests.read(next, 10).orElseThrow().listed())
                .extracting(SignIn::eventKey)
                .containsExactly("late");
    }

    @Test
    void a_sign_in_that_comes_days_late_is_told_soon() {
        digests.add(signIn("in time", 0, false), DUE, NOON);
        settle(claimed(RIPE), DigestState.SENT);
        Instant daysLater = RIPE.plus(Duration.ofDays(3));

        digests.add(signIn("late", 1, false), DUE, daysLater);

        assertThat(digests.claimDue(daysLater.plus(WINDOW).plus(GRACE))).isPresent();
    }

    @Test
    void what_is_settled_is_not_claimed_again() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        assertThat(settle(claimed(RIPE), DigestState.SENT)).isTrue();

        assertThat(digests.claimDue(RIPE.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void what_waits_is_claimed_when_its_time_has_come_with_the_same_sign_ins() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        DigestClaim first = claimed(RIPE);
        digests.read(first, 10);
        digests.handOver(first, RIPE);
        digests.settle(first, DigestVerdict.waiting(2, 0, RIPE.plusSeconds(5), reason()), RIPE);

        assertThat(digests.claimDue(RIPE.plusSeconds(4))).isEmpty();
        DigestClaim second = claimed(RIPE.plusSeconds(5));
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.unknowns()).isZero();
        assertThat(digests.read(second, 10).orElseThrow().count()).isOne();
    }

    @Test
    void a_claim_is_taken_over_when_its_lease_is_over_and_the_first_owner_can_do_nothing_more() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        DigestClaim first = claimed(RIPE);
        assertThat(digests.claimDue(RIPE.plus(LEASE).minusMillis(1))).isEmpty();

        DigestClaim second = claimed(RIPE.plus(LEASE));

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(second.unknowns()).isZero();
        assertThat(digests.handOver(first, RIPE.plus(LEASE))).isFalse();
        assertThat(settle(first, DigestState.SENT)).isFalse();
        assertThat(digests.handOver(second, RIPE.plus(LEASE))).isTrue();
    }

    @Test
    void a_digest_whose_owner_died_while_sending_may_be_out() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        digests.handOver(claimed(RIPE), RIPE);

        assertThat(claimed(RIPE.plus(LEASE)).unknowns()).isOne();
    }

    @Test
    void nothing_is_handed_over_twice_with_one_claim() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        DigestClaim claim = claimed(RIPE);

        assertThat(digests.handOver(claim, RIPE)).isTrue();
        assertThat(digests.handOver(claim, RIPE)).isFalse();
    }

    DigestClaim claimed(Instant now) {
        return digests.claimDue(now).orElseThrow();
    }

    private boolean settle(DigestClaim claim, DigestState state) {
        return digests.settle(claim, DigestVerdict.settled(claim, state, reason(), Suppression.NONE), RIPE);
    }

    private static Reason reason() {
        return Reason.of("test", "because");
    }

    static SignIn user(String userId, String eventKey) {
        return new SignIn(
                eventKey, userId, "bat", "bat@example.mn", null, "github", null, null, "mn", false, null, NOON);
    }

    static SignIn signIn(String eventKey, int second, boolean newDevice) {
        return new SignIn(
                eventKey,
                "github:1",
                "bat",
                "bat@example.mn",
                "Бат",
                "github",
                "203.0.113.7",
                null,
                "mn",
                newDevice,
                "session",
                NOON.plusSeconds(second));
    }
}
