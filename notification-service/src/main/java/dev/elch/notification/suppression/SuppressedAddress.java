package dev.elch.notification.suppression;

import dev.elch.notification.delivery.Suppression;
import java.time.Duration;
import java.time.Instant;

/**
 * Why and how long an address gets no mail.
 *
 * @param kind the kind of the reason, such as {@code bad_address}
 * @param since when it was put on the list
 * @param until when it gets mail again; {@link #INDEFINITE} when only an operator ends it
 */
public record SuppressedAddress(String kind, Instant since, Instant until) {

    /** Stands for "until lifted", so that the query for what is over stays one comparison. */
    public static final Instant INDEFINITE = Instant.parse("9999-12-31T00:00:00Z");

    private static final Duration DAY = Duration.ofHours(24);

    /** When a suppression that begins {@code now} is over. */
    static Instant end(Suppression suppression, Instant now) {
        return switch (suppression) {
            case NONE -> now;
            case FOR_A_DAY -> now.plus(DAY);
            case UNTIL_LIFTED -> INDEFINITE;
        };
    }

    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }
}
