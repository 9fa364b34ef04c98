package dev.elch.notification.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.elch.testkit.time.SettableClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LimitedLogTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T10:00:00Z");
    private final Logger logger = (Logger) LoggerFactory.getLogger("limited-log-test");
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final LimitedLog log = new LimitedLog(logger, clock);

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        logger.addAppender(written);
        written.start();
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(written);
    }

    @Test
    void a_line_that_repeats_itself_is_written_once_and_then_with_the_number_left_out() {
        for (int record = 0; record < 1_000; record++) {
            log.write(Level.WARN, "no broker", "record {}: no broker", record);
        }
        assertThat(lines()).containsExactly("record 0: no broker");

        clock.advance(LimitedLog.EVERY);
        log.write(Level.WARN, "no broker", "record {}: no broker", 1_000);

        assertThat(lines())
                .containsExactly(
                        "record 0: no broker",
                        "record 1000: no broker (999 more lines of this kind were left out before)");
    }

    @Test
    void lines_of_another_kind_are_written() {
        log.write(Level.WARN, "no broker", "no broker");
        log.write(Level.WARN, "no database", "no database");

        assertThat(lines()).containsExactly("no broker", "no database");
    }

    @Test
    void the_trace_of_the_first_failure_is_written() {
        log.write(Level.ERROR, "bug", "{}: failed", "a-0-1", new IllegalStateException("a bug"));

        assertThat(written.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("a-0-1: failed");
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("a bug");
        });
    }

    @Test
    void kinds_without_number_do_not_fill_the_memory() {
        for (int kind = 0; kind <= LimitedLog.MOST_KINDS; kind++) {
            log.write(Level.WARN, "kind " + kind, "a line");
        }
        log.write(Level.WARN, "kind 0", "the oldest kind is forgotten");
        log.write(Level.WARN, "kind " + LimitedLog.MOST_KINDS, "left out");

        assertThat(lines()).hasSize(LimitedLog.MOST_KINDS + 2).last().isEqualTo("the oldest kind is forgotten");
    }

    private List<String> lines() {
        return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
