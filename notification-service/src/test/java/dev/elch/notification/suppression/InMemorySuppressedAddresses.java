package dev.elch.notification.suppression;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A suppression list that forgets with the process; for tests and simulations. */
public final class InMemorySuppressedAddresses implements SuppressedAddresses {

    private final AddressHashes hashes = new AddressHashes("a pepper for tests only");
    private final Map<String, SuppressedAddress> suppressed = new ConcurrentHashMap<>();

    @Override
    public void add(String address, Suppression suppression, Reason why, Instant now) {
        SuppressedAddress fresh = new SuppressedAddress(why.kind(), now, SuppressedAddress.end(suppression, now));
        if (!fresh.isOver(now)) {
            suppressed.merge(
                    hashes.of(address), fresh, (old, next) -> next.until().isAfter(old.until()) ? next : old);
        }
    }

    @Override
    public Optional<SuppressedAddress> find(String address, Instant now) {
        return Optional.ofNullable(suppressed.get(hashes.of(address))).filter(found -> !found.isOver(now));
    }
}
