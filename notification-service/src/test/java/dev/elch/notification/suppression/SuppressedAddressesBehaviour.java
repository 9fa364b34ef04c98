package dev.elch.notification.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every suppression list does. */
abstract class SuppressedAddressesBehaviour {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NEXT_NOON = NOON.plus(Duration.ofDays(1));
    private static final Reason FULL = Reason.of("mailbox_full", "the mailbox is full");
    private static final Reason UNKNOWN = Reason.of("bad_address", "no such mailbox");
    private static final String ADDRESS = "bat@example.mn";

    private SuppressedAddresses addresses;

    abstract SuppressedAddresses addresses();

    @BeforeEach
    void start_with_an_empty_list() {
        addresses = addresses();
    }

    @Test
    void an_address_is_not_suppressed_until_it_is_put_on_the_list() {
        assertThat(addresses.covers(ADDRESS, NOON)).isFalse();

        addresses.add(ADDRESS, Suppression.UNTIL_LIFTED, UNKNOWN, NOON);

        assertThat(addresses.covers(ADDRESS, NOON)).isTrue();
        assertThat(addresses.covers("another@example.mn", NOON)).isFalse();
    }

    @Test
    void the_reason_is_remembered() {
        addresses.add(ADDRESS, Suppression.UNTIL_LIFTED, UNKNOWN, NOON);

        assertThat(addresses.find(ADDRESS, NEXT_NOON))
                .contains(new SuppressedAddress("bad_address", NOON, SuppressedAddress.INDEFINITE));
    }

    @Test
    void a_day_is_over_after_a_day() {
        addresses.add(ADDRESS, Suppression.FOR_A_DAY, FULL, NOON);

        assertThat(addresses.covers(ADDRESS, NEXT_NOON.minusMillis(1))).isTrue();
        assertThat(addresses.covers(ADDRESS, NEXT_NOON)).isFalse();
    }

    @Test
    void a_day_never_shortens_what_lasts_until_it_is_lifted() {
        addresses.add(ADDRESS, Suppression.UNTIL_LIFTED, UNKNOWN, NOON);
        addresses.add(ADDRESS, Suppression.FOR_A_DAY, FULL, NOON);

        assertThat(addresses.find(ADDRESS, NEXT_NOON))
                .contains(new SuppressedAddress("bad_address", NOON, SuppressedAddress.INDEFINITE));
    }

    @Test
    void a_later_day_ends_later() {
        addresses.add(ADDRESS, Suppression.FOR_A_DAY, FULL, NOON);
        addresses.add(ADDRESS, Suppression.FOR_A_DAY, FULL, NOON.plusSeconds(60));

        assertThat(addresses.covers(ADDRESS, NEXT_NOON)).isTrue();
        assertThat(addresses.covers(ADDRESS, NEXT_NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void what_is_over_can_be_suppressed_again() {
        addresses.add(ADDRESS, Suppression.FOR_A_DAY, FULL, NOON);
        addresses.add(ADDRESS, Suppression.UNTIL_LIFTED, UNKNOWN, NEXT_NOON.plusSeconds(1));

        assertThat(addresses.covers(ADDRESS, NEXT_NOON.plus(Duration.ofDays(365))))
                .isTrue();
    }

    @Test
    void none_changes_nothing() {
        addresses.add(ADDRESS, Suppression.NONE, FULL, NOON);

        assertThat(addresses.covers(ADDRESS, NOON)).isFalse();
    }

    @Test
    void letter_case_and_blanks_make_no_difference() {
        addresses.add(" Bat@Example.MN", Suppression.UNTIL_LIFTED, UNKNOWN, NOON);

        assertThat(addresses.covers(ADDRESS, NOON)).isTrue();
    }
}
