package dev.elch.notification.suppression;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Instant;
import java.util.Optional;

/**
 * The addresses that get no mail, not even about a new device: mail that cannot arrive warns no user and harms the sender's
 * reputation. Upper and lower case and surrounding blanks of an address make no difference. No address is kept in clear.
 */
public interface SuppressedAddresses {

    /**
     * Puts {@code address} on the list. A longer suppression is never replaced by a shorter one; {@link Suppression#NONE}
     * changes nothing.
     */
    void add(String address, Suppression suppression, Reason why, Instant now);

    /** Why {@code address} gets no mail now; empty when it does. */
    Optional<SuppressedAddress> find(String address, Instant now);

    /** Whether {@code address} gets no mail now. */
    default boolean covers(String address, Instant now) {
        return find(address, now).isPresent();
    }
}
