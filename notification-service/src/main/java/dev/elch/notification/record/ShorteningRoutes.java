package dev.elch.notification.record;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a short record in place of one that its topic never takes: the value is kept in the database, and the short record
 * bears its id. A database that does not answer is waited for like a broker.
 */
public final class ShorteningRoutes implements Routes {

    private static final Logger log = LoggerFactory.getLogger(ShorteningRoutes.class);

    private final Routes routes;
    private final StoredRecords stored;
    private final Clock clock;

    public ShorteningRoutes(Routes routes, StoredRecords stored, Clock clock) {
        this.routes = routes;
        this.stored = stored;
        this.clock = clock;
    }

    @Override
    public Published publish(String topic, Envelope envelope) {
        Published published = routes.publish(topic, envelope);
        if (!published.dependsOnTheRecord()) {
            return published;
        }
        Envelope shortened = stored.shorten(envelope, clock.instant());
        log.warn(
                "event {}: {} never takes the record ({}): its value is kept in the database as {}",
                envelope.headers().eventKey(),
                topic,
                published,
                shortened.headers().storedRecord());
        return routes.publish(topic, shortened);
    }
}
