package dev.elch.notification.deadletter;

import dev.elch.contract.Topics;
import dev.elch.notification.log.LimitedLog;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.Published;
import dev.elch.notification.record.Routes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Where events go that cannot be delivered. When the topic does not take a dead letter, it is parked, and for a while further
 * ones are parked without asking, so that no record waits for a topic that is known to be closed.
 */
public final class DeadLetters {

    /** How long the topic is not asked after it refused. */
    static final Duration CLOSED_FOR = Duration.ofSeconds(10);

    private static final int AT_ONCE = 100;

    private final LimitedLog log;
    private final Routes routes;
    private final ParkedDeadLetters parked;
    private final Clock clock;
    private volatile Instant closedUntil = Instant.MIN;
    private volatile Map<Published, Long> parkedNow = Map.of();

    public DeadLetters(Routes routes, ParkedDeadLetters parked, Clock clock) {
        this.log = new LimitedLog(LoggerFactory.getLogger(DeadLetters.class), clock);
        this.routes = routes;
        this.parked = parked;
        this.clock = clock;
    }

    /** Publishes or parks a dead letter; returns whether it is safe, so that its record may be committed. */
    public boolean add(Envelope deadLetter) {
        Published published = publish(deadLetter);
        return published == Published.YES || park(deadLetter, published);
    }

    /**
     * Offers parked dead letters to the topic again, oldest first, until it does not answer. One that it never takes stays parked,
     * goes to the end of the queue and holds up no other.
     */
    public void publishParked() {
        for (ParkedDeadLetters.Parked waiting : parked.oldest(AT_ONCE)) {
            Published published = publish(waiting.deadLetter());
            if (published == Published.NOT_NOW) {
                break;
            }
            if (published == Published.YES) {
                parked.remove(waiting.id());
                log.write(
                        Level.INFO,
                        "published",
                        "event {}: parked dead letter reached {}",
                        waiting.deadLetter().headers().eventKey(),
                        Topics.DEAD_LETTERS);
            } else {
                parked.defer(waiting.id(), published, clock.instant());
            }
        }
        count();
    }

    /** How many dead letters were parked after the last round, by why; none of a reason that is not there. */
    public Map<Published, Long> parkedNow() {
        return parkedNow;
    }

    private void count() {
        Map<Published, Long> now = parked.counts();
        if (!now.equals(parkedNow)) {
            log.write(
                    Level.WARN,
                    "counts",
                    "dead letters parked in the database, by why {} does not take them: {}",
                    Topics.DEAD_LETTERS,
                    now);
        }
        parkedNow = now;
    }

    private Published publish(Envelope deadLetter) {
        if (clock.instant().isBefore(closedUntil)) {
            return Published.NOT_NOW;
        }
        Published published = routes.publish(Topics.DEAD_LETTERS, deadLetter);
        if (published == Published.NOT_NOW) {
            closedUntil = clock.instant().plus(CLOSED_FOR);
        }
        return published;
    }

    private boolean park(Envelope deadLetter, Published why) {
        boolean isSafe = parked.park(deadLetter, why, clock.instant());
        if (isSafe) {
            log.write(
                    Level.ERROR,
                    "parked " + why,
                    "event {}: {} does not take its dead letter ({}), parked in the database until it does",
                    deadLetter.headers().eventKey(),
                    Topics.DEAD_LETTERS,
                    why);
        }
        return isSafe;
    }
}
