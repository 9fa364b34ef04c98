package dev.elch.notification;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/** Counts what the service logs, and not what the broker in the same process does. */
final class LoggedBytes extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final int PREFIX = 110;

    private final AtomicLong bytes = new AtomicLong();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    void begin() {
        root.addAppender(this);
        start();
    }

    long bytes() {
        return bytes.get();
    }

    @Override
    protected void append(ILoggingEvent line) {
        boolean isOfTheBroker = line.getLoggerName().startsWith("kafka.")
                || (line.getLoggerName().startsWith("org.apache.kafka.")
                        && !line.getLoggerName().startsWith("org.apache.kafka.clients."));
        if (!isOfTheBroker) {
            int trace = line.getThrowableProxy() == null
                    ? 0
                    : ThrowableProxyUtil.asString(line.getThrowableProxy()).length();
            bytes.addAndGet(PREFIX + line.getFormattedMessage().length() + trace);
        }
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
