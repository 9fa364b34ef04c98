package dev.elch.notification.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Writes lines that an outage would repeat without end: of one kind at most one in {@link #EVERY}, with the number of those left
 * out since. Safe for use by many threads at once.
 */
public final class LimitedLog {

    /** Between two lines of one kind. */
    static final Duration EVERY = Duration.ofSeconds(30);

    /** More kinds than any outage has; the oldest is forgotten, so that a kind named after its data cannot fill the memory. */
    static final int MOST_KINDS = 200;

    private final Logger log;
    private final Clock clock;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    public LimitedLog(Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Writes a line, unless one of its kind was written a moment ago.
     *
     * @param kind what the repeated lines have in common
     */
    public void write(Level level, String kind, String format, @org.jspecify.annotations.Nullable Object... arguments) {
        long leftOut = permitted(kind);
        if (leftOut == 0) {
            log.atLevel(level).log(format, arguments);
        } else if (leftOut > 0) {
            log.atLevel(level)
                    .log(format + " (" + leftOut + " more lines of this kind were left out before)", arguments);
        }
    }

    /** How many lines were left out since the last one; negative: this one is left out as well. */
    private synchronized long permitted(String kind) {
        Instant now = clock.instant();
        Kind known = kinds.get(kind);
        if (known != null && now.isBefore(known.next)) {
            known.leftOut++;
            return -1;
        }
        kinds.remove(kind);
        if (kinds.size() >= MOST_KINDS) {
            kinds.remove(kinds.keySet().iterator().next());
        }
        kinds.put(kind, new Kind(now.plus(EVERY)));
        return known == null ? 0 : known.leftOut;
    }

    private static final class Kind {

        private final Instant next;
        private long leftOut;

        private Kind(Instant next) {
            this.next = next;
        }
    }
}
