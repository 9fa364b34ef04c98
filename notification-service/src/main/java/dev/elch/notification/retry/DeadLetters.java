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

    /** Publishes or parks a letter; returns whether it is safe, so that its record may be committed. */
    public boolean bury(Envelope letter) {
        return publish(letter) || park(letter);
    }

    /** Offers parked letters to the topic again, oldest first, until it refuses one. */
    public void publishParked() {
        for (ParkedLetters.Parked waiting : parked.oldest(100)) {
            if (!publish(waiting.letter())) {
                return;
            }
            parked.remove(waiting.id());
            log.info(
                    "event {}: parked letter reached {}",
                    waiting.letter().headers().eventKey(),
                    Topics.DEAD_LETTERS);
        }
    }

    private boolean publish(Envelope letter) {
        if (clock.instant().isBefore(closedUntil)) {
            return false;
        }
        if (routes.publish(Topics.DEAD_LETTERS, letter)) {
            return true;
        }
        closedUntil = clock.instant().plus(CLOSED_FOR);
        return false;
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
