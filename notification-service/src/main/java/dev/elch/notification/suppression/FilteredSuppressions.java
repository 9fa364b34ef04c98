package dev.elch.notification.suppression;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.log.LimitedLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The list behind a filter that knows, for nearly all addresses, that they are not on it: they cost no look into the database.
 * What this instance adds is known at once; what another one adds, within a second, or five if the database is slow. When the
 * filter was not brought up to date for five seconds, every address is looked up.
 */
final class FilteredSuppressions implements SuppressedAddresses, AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration UP_TO_DATE = Duration.ofSeconds(5);
    /** What is lifted or over leaves the filter when it is read as a whole. */
    private static final Duration WHOLE_EVERY = Duration.ofDays(1);
    /** Instances may differ by so much in what time it is. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private final LimitedLog log;
    private final MongoSuppressedAddresses list;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(FilteredSuppressions::daemon);
    private volatile PossibleIds known = new PossibleIds(0);
    private volatile @Nullable PossibleIds next;
    private volatile Instant readAt = Instant.MIN;
    private Instant wholeReadAt = Instant.MIN;

    FilteredSuppressions(MongoSuppressedAddresses list, Clock clock) {
        this.log = new LimitedLog(LoggerFactory.getLogger(FilteredSuppressions.class), clock);
        this.list = list;
        this.clock = clock;
    }

    /** Reads the list now and every second from then on, on a thread of its own. */
    FilteredSuppressions start() {
        var unused = timer.scheduleWithFixedDelay(this::read, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public void add(String address, Suppression suppression, Reason why, Instant now) {
        list.add(address, suppression, why, now);
        String id = list.id(address);
        PossibleIds becoming = next;
        if (becoming != null) {
            becoming.add(id);
        }
        known.add(id);
    }

    @Override
    public Optional<SuppressedAddress> find(String address, Instant now) {
        return isUpToDate() && !known.mayContain(list.id(address)) ? Optional.empty() : list.find(address, now);
    }

    /** Reads what came since the last time, or everything. */
    void read() {
        Instant now = clock.instant();
        try {
            if (wholeReadAt.isBefore(now.minus(WHOLE_EVERY))) {
                readWhole();
                wholeReadAt = now;
            } else {
                list.idsSince(readAt.minus(CLOCKS_DIFFER)).forEach(known::add);
            }
            readAt = now;
        } catch (RuntimeException e) {
            log.write(
                    Level.WARN,
                    "unread",
                    "the suppressions cannot be read, every address is looked up: {}",
                    e.toString());
        }
    }

    private boolean isUpToDate() {
        return readAt.isAfter(clock.instant().minus(UP_TO_DATE));
    }

    /** What is added meanwhile goes to both filters. */
    private void readWhole() {
        PossibleIds whole = new PossibleIds(2 * list.count());
        next = whole;
        try {
            list.readAll(whole::add);
            known = whole;
        } finally {
            next = null;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "suppressions");
        thread.setDaemon(true);
        return thread;
    }
}
