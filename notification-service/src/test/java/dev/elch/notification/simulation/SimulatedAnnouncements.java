package dev.elch.notification.simulation;

import dev.elch.notification.settled.Settled;
import dev.elch.notification.settled.SettledEvents;

/** Announcements as one instance makes them: one may be out, and not be acknowledged. */
final class SimulatedAnnouncements implements SettledEvents {

    private final World world;
    private final SimulatedInstance instance;

    SimulatedAnnouncements(World world, SimulatedInstance instance) {
        this.world = world;
        this.instance = instance;
    }

    @Override
    public boolean publish(Settled settled) {
        String what = "announce " + settled.eventKey() + " as " + settled.outcome();
        world.step(instance, what);
        boolean isRefused = world.breaks(world.scenario().broker());
        boolean isSkipped = world.has(Bug.ANNOUNCEMENT_SKIPPED) && isRefused;
        if (!isRefused || (!isSkipped && world.dice().happens(0.5))) {
            world.evidence().announced(settled);
        }
        world.step(instance, isRefused ? what + ": no acknowledgement" : what + ": acknowledged");
        return !isRefused || isSkipped;
    }
}
