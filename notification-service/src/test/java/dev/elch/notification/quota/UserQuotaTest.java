package dev.elch.notification.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.quota.QuotaDecision.Granted;
import dev.elch.notification.quota.QuotaDecision.OverQuota;
import dev.elch.notification.quota.QuotaDecision.Reserved;
import dev.elch.notification.quota.UserQuota.Asked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UserQuotaTest {

    private static final QuotaPolicy POLICY = new QuotaPolicy(10, 3, Duration.ofHours(1));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private UserQuota quota = UserQuota.UNUSED;
    private int events;

    @Test
    void ten_mails_are_granted_and_the_eleventh_is_not() {
        for (int minute = 0; minute < 10; minute++) {
            assertThat(knownDevice(minute)).isEqualTo(new Granted());
        }
        assertThat(knownDevice(10)).isInstanceOf(OverQuota.class);
    }

    @Test
    void the_window_slides() {
        useUpInMinutes(0, 9);

        assertThat(knownDevice(59)).isInstanceOf(OverQuota.class);
        assertThat(knownDevice(60)).isEqualTo(new Granted());
        assertThat(knownDevice(60)).isInstanceOf(OverQuota.class);
        assertThat(knownDevice(61)).isEqualTo(new Granted());
    }

    @Test
    void over_quota_says_when_the_oldest_mail_leaves_the_window() {
        useUpInMinutes(5, 14);

        assertThat(knownDevice(20)).isEqualTo(new OverQuota(at(65), at(65)));
    }

    @Test
    void a_new_device_is_paid_out_of_the_reserve_once_the_quota_is_used_up() {
        useUpInMinutes(0, 9);

        assertThat(newDevice(10)).isEqualTo(new Reserved());
        assertThat(newDevice(11)).isEqualTo(new Reserved());
        assertThat(newDevice(12)).isEqualTo(new Reserved());
        assertThat(newDevice(13)).isInstanceOf(OverQuota.class);
    }

    @Test
    void a_new_device_leaves_the_reserve_alone_while_there_is_quota() {
        assertThat(newDevice(0)).isEqualTo(new Granted());
        useUpInMinutes(1, 9);
        assertThat(newDevice(10)).isEqualTo(new Reserved());
    }

    @Test
    void known_devices_never_use_the_reserve() {
        useUpInMinutes(0, 9);
        for (int i = 0; i < 50; i++) {
            assertThat(knownDevice(10)).isInstanceOf(OverQuota.class);
        }
        assertThat(newDevice(11)).isEqualTo(new Reserved());
    }

    @Test
    void the_same_event_gets_the_same_answer_and_is_not_charged_again() {
        Asked first = UserQuota.UNUSED.ask("event", false, POLICY, NOON);
        Asked again = first.after().ask("event", false, POLICY, at(1));

        assertThat(again.decision()).isEqualTo(first.decision());
        assertThat(again.after()).isSameAs(first.after());
    }

    @Test
    void a_charge_that_counts_no_more_pays_for_nothing() {
        Asked lost = UserQuota.UNUSED.ask("event", false, POLICY, NOON);

        Asked again = lost.after().ask("event", false, POLICY, at(60));

        assertThat(again.decision()).isEqualTo(new Granted());
        assertThat(again.after().charges()).containsExactly(new Charge("event", at(60), false));
    }

    @Test
    void sign_ins_over_quota_share_one_digest_until_it_is_due() {
        useUpInMinutes(0, 9);

        assertThat(digestDue(knownDevice(10))).isEqualTo(at(60));
        assertThat(digestDue(knownDevice(30))).isEqualTo(at(60));
        assertThat(digestDue(knownDevice(59))).isEqualTo(at(60));
    }

    @Test
    void the_next_digest_is_a_window_after_the_one_before() {
        for (int minute = 0; minute < 50; minute += 5) {
            knownDevice(minute);
        }
        assertThat(digestDue(knownDevice(46))).isEqualTo(at(60));
        assertThat(knownDevice(60)).isEqualTo(new Granted());

        assertThat(knownDevice(61)).isEqualTo(new OverQuota(at(65), at(120)));
    }

    @Test
    void a_refusal_that_opens_no_digest_changes_nothing() {
        useUpInMinutes(0, 9);
        knownDevice(10);
        UserQuota before = quota;

        knownDevice(11);

        assertThat(quota).isSameAs(before);
    }

    @Test
    void retry_after_is_in_whole_seconds_and_at_least_one() {
        OverQuota overQuota = new OverQuota(NOON.plusMillis(1_500), NOON);

        assertThat(overQuota.retryAfter(NOON)).isEqualTo(Duration.ofSeconds(2));
        assertThat(overQuota.retryAfter(NOON.plusSeconds(60))).isEqualTo(Duration.ofSeconds(1));
    }

    private void useUpInMinutes(int first, int last) {
        for (int minute = first; minute <= last; minute++) {
            assertThat(knownDevice(minute)).isEqualTo(new Granted());
        }
    }

    private static Instant digestDue(QuotaDecision decision) {
        return ((OverQuota) decision).digestDue();
    }

    private QuotaDecision knownDevice(int minute) {
        return ask(false, minute);
    }

    private QuotaDecision newDevice(int minute) {
        return ask(true, minute);
    }

    private QuotaDecision ask(boolean newDevice, int minute) {
        Asked asked = quota.ask("event-" + events++, newDevice, POLICY, at(minute));
        quota = asked.after();
        return asked.decision();
    }

    private static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }
}
