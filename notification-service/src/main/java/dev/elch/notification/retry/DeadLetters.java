package dev.elch.notification.retry;

import dev.elch.contract.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where events go that can not be delivered. When the topic does not take a letter, the letter is parked, and for a while
 * further ones are parked without asking, so that nobody waits for a topic that is known to be closed.
 */
public final class DeadLetters {

    /** How long the topic is not asked after it refused. */
    static final Duration CLOSED_FOR = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final Routes routes;
    private final ParkedLetters parked;
    private final Clock clock;
    private volatile Instant closedUntil = Instant.MIN;

    public DeadLetters(Routes routes, ParkedLetters parked, Clock clock) {
        this.routes = routes;
        this.parked = parked;
        this.clock = clock;
    }

    /** Publishes or parks a dead letter; returns whether it is safe, so that its record may be committed. */
    public boolean bury(Envelope letter) {
        return publish(letter) == Published.YES || park(letter);
    }

    /**
     * Offers parked dead letters to the topic again, oldest first, until it takes none. One that it never takes stays parked, goes
     * to the end of the queue and holds up no other.
     */
    public void publishParked() {
        for (ParkedLetters.Parked waiting : parked.oldest(100)) {
            Published published = publish(waiting.letter());
            if (published == Published.NOT_NOW) {
                return;
            }
            String eventKey = waiting.letter().headers().eventKey();
            if (published == Published.NEVER) {
                parked.defer(waiting.id(), clock.instant());
                log.warn("event {}: {} never takes its dead letter, it stays parked", eventKey, Topics.DEAD_LETTERS);
            } else {
                parked.remove(waiting.id());
                log.info("event {}: parked dead letter reached {}", eventKey, Topics.DEAD_LETTERS);
            }
        }
    }

    private Published publish(Envelope letter) {
        if (clock.instant().isBefore(closedUntil)) {
            return Published.NOT_NOW;
        }
        Published published = routes.publish(Topics.DEAD_LETTERS, letter);
        if (published == Published.NOT_NOW) {
            closedUntil = clock.instant().plus(CLOSED_FOR);
        }
        return published;
    }

    private boolean park(Envelope letter) {
        boolean isSafe = parked.park(letter, clock.instant());
        if (isSafe) {
            log.error(
                    "event {}: {} does not take letters, parked in the database until it does",
                    letter.headers().eventKey(),
                    Topics.DEAD_LETTERS);
        }
        return isSafe;
    }
}
