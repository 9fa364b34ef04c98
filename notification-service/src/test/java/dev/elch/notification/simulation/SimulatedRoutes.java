package dev.elch.notification.simulation;

import dev.elch.contract.Topics;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.Published;
import dev.elch.notification.record.Routes;

/** The broker as one instance reaches it: a record may be there, and not be acknowledged. */
final class SimulatedRoutes implements Routes {

    private final World world;
    private final SimulatedInstance instance;

    SimulatedRoutes(World world, SimulatedInstance instance) {
        this.world = world;
        this.instance = instance;
    }

    @Override
    public Published publish(String topic, Envelope envelope) {
        boolean isDeadLetter = topic.equals(Topics.DEAD_LETTERS);
        String what = "publish " + envelope.headers().eventKey() + " to " + topic;
        world.step(instance, what);
        if (!isDeadLetter && world.has(Bug.NEXT_HOP_NOT_PUBLISHED)) {
            return Published.YES;
        }
        if (!isDeadLetter && world.has(Bug.RETRY_PUBLISHED_AFTER_THE_RECORD)) {
            world.delay(instance, () -> world.append(topic, envelope));
            return Published.YES;
        }
        boolean isClosed =
                isDeadLetter && world.scenario().isClosed(world.time().instant());
        boolean isRefused = isClosed || world.breaks(world.scenario().broker());
        boolean isThere = !isRefused || (!isDeadLetter && world.dice().happens(0.5));
        if (isThere) {
            world.append(topic, envelope);
        }
        world.step(instance, isRefused ? what + ": no acknowledgement" : what + ": acknowledged");
        boolean isTakenForThere = !isRefused || (!isDeadLetter && world.has(Bug.RETRY_NOT_ACKNOWLEDGED));
        return isTakenForThere ? Published.YES : Published.NOT_NOW;
    }
}
