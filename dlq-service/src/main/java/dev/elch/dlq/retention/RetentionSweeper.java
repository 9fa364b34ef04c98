package dev.elch.dlq.retention;

import dev.elch.dlq.MongoAnswers;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the dead letters that were kept long enough. Several instances may sweep at the same time. */
final class RetentionSweeper {

    private static final Logger log = LoggerFactory.getLogger(RetentionSweeper.class);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final MongoAnswers answers = MongoAnswers.within(LONGEST);
    private final MongoRetention retention;
    private final Clock clock;

    RetentionSweeper(MongoRetention retention, Clock clock) {
        this.retention = retention;
        this.clock = clock;
    }

    void sweep() {
        Long deleted = retention.sweep(clock.instant()).as(answers::await);
        log.info("{} dead letters were kept long enough and are deleted", deleted);
    }
}
