package dev.elch.notification.simulation;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.suppression.SuppressedAddress;
import dev.elch.notification.suppression.SuppressedAddresses;
import java.time.Instant;
import java.util.Optional;

/** The suppression list as one instance reaches it. */
final class SimulatedSuppressions implements SuppressedAddresses {

    private final World world;
    private final SimulatedInstance instance;

    SimulatedSuppressions(World world, SimulatedInstance instance) {
        this.world = world;
        this.instance = instance;
    }

    @Override
    public void add(String address, Suppression suppression, Reason why, Instant now) {
        if (world.has(Bug.REFUSED_ADDRESS_FORGOTTEN)) {
            return;
        }
        var unused = world.askedOfDatabase(instance, "suppress " + address, () -> {
            world.suppressed().add(address, suppression, why, now);
            return true;
        });
    }

    @Override
    public Optional<SuppressedAddress> find(String address, Instant now) {
        return world.askedOfDatabase(
                instance, "look for " + address, () -> world.suppressed().find(address, now));
    }
}
