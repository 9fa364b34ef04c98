package dev.elch.notification.provider.smtp;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pool of connections to the server. The one used last is used first, so that the others can become idle and be closed.
 * Safe for use by many threads at once.
 */
final class SmtpConnections {

    private final SmtpConnector connector;
    private final SmtpProperties smtp;
    private final Clock clock;
    private final Semaphore permits;
    private final Deque<SmtpConversation> idle = new ArrayDeque<>();
    private boolean isClosed;

    SmtpConnections(SmtpConnector connector, SmtpProperties smtp, Clock clock) {
        this.connector = connector;
        this.smtp = smtp;
        this.clock = clock;
        this.permits = new Semaphore(smtp.connections(), true);
    }

    /** Waits for a place; false when there was none within the configured time, or when the thread is interrupted. */
    boolean acquire() {
        try {
            return permits.tryAcquire(smtp.connectionWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void release() {
        permits.release();
    }

    /** A kept conversation, which may have ended meanwhile; for a caller that holds a permit. */
    Optional<SmtpConversation> kept() {
        closeIdle();
        synchronized (idle) {
            return Optional.ofNullable(idle.pollFirst());
        }
    }

    SmtpConversation unconnected() {
        return connector.unconnected();
    }

    /** Connects a conversation; the answer that kept it from being ready, empty when it is. */
    Optional<SmtpAnswer> refusal(SmtpConversation conversation) {
        try {
            connector.connect(conversation);
            return Optional.empty();
        } catch (SmtpRefusedException e) {
            return Optional.of(e.answer());
        }
    }

    /** Takes back a conversation that can be used again. */
    void keep(SmtpConversation conversation) {
        if (conversation.mails() >= smtp.mailsPerConnection() || !kept(conversation)) {
            quit(conversation);
        }
    }

    private boolean kept(SmtpConversation conversation) {
        conversation.idleSince(clock.instant());
        synchronized (idle) {
            if (!isClosed) {
                idle.addFirst(conversation);
            }
            return !isClosed;
        }
    }

    /** Closes what was idle for the configured time. */
    void closeIdle() {
        Instant now = clock.instant();
        List<SmtpConversation> old = new ArrayList<>();
        synchronized (idle) {
            @Nullable SmtpConversation eldest = idle.peekLast();
            while (eldest != null && isOld(eldest, now)) {
                idle.removeLast();
                old.add(eldest);
                eldest = idle.peekLast();
            }
        }
        old.forEach(SmtpConnections::quit);
    }

    private boolean isOld(SmtpConversation conversation, Instant now) {
        return Duration.between(conversation.idleSince(), now).compareTo(smtp.idleTimeout()) >= 0;
    }

    /** Closes all that are idle; those at work are closed when they come back. Returns how many there were. */
    int close() {
        List<SmtpConversation> rest;
        synchronized (idle) {
            isClosed = true;
            rest = List.copyOf(idle);
            idle.clear();
        }
        rest.forEach(SmtpConnections::quit);
        return rest.size();
    }

    private static void quit(SmtpConversation conversation) {
        try {
            conversation.close();
        } catch (MessagingException e) {
            // Its mails are accepted already; a failed QUIT changes nothing.
            conversation.cut();
        }
    }
}
