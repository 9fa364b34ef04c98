package dev.elch.notification.provider.smtp;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.provider.ProviderText;
import dev.elch.notification.provider.ReasonKind;
import dev.elch.notification.provider.RetryDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands mails to an SMTP server over kept connections. A mail that exceeds the send timeout is cut off. */
public final class SmtpMailProvider implements MailProvider, AutoCloseable {

    public static final String NAME = "smtp";

    private static final Logger log = LoggerFactory.getLogger(SmtpMailProvider.class);
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final SmtpProperties smtp;
    private final Clock clock;
    private final SmtpConnections connections;
    private final ScheduledExecutorService timers;
    private final ExecutorService connecting;

    /**
     * @param sender envelope sender of every mail
     * @param trust certificates to trust
     */
    public SmtpMailProvider(SmtpProperties smtp, String sender, SSLSocketFactory trust, Clock clock) {
        this.smtp = smtp.whenUsed();
        this.clock = clock;
        this.timers = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "smtp-watch"));
        this.connecting = Executors.newCachedThreadPool(work -> daemon(work, "smtp-connect"));
        SmtpWatch watch = new SmtpWatch(timers, smtp.sendTimeout(), smtp.writeTimeout());
        this.connections = new SmtpConnections(new SmtpConnector(smtp, sender, trust, timers, watch), smtp, clock);
        long often = Math.max(1, smtp.idleTimeout().toMillis() / 2);
        ScheduledFuture<?> unused =
                timers.scheduleWithFixedDelay(connections::closeIdle, often, often, TimeUnit.MILLISECONDS);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** What takes longer than the send timeout is cut. */
    @Override
    public boolean keepsItsTimeLimit() {
        return true;
    }

    @Override
    public Outcome send(Mail mail) {
        SmtpMessage message;
        try {
            message = SmtpMessage.of(mail);
        } catch (IllegalArgumentException e) {
            log.error("event {}: its mail cannot be rendered", mail.eventKey(), e);
            return new Outcome.Rejected(
                    Reason.of(ReasonKind.MESSAGE_BUG, ProviderText.of(String.valueOf(e.getMessage()))),
                    Suppression.NONE);
        }
        if (!connections.acquire()) {
            return new Outcome.RetryAfter(
                    RetryDelay.after(COME_BACK, clock.instant()),
                    Reason.of(ReasonKind.PROVIDER_BUSY, "all " + smtp.connections() + " connections are in use"));
        }
        try {
            String domain = mail.to().substring(mail.to().lastIndexOf('@') + 1);
            return SmtpOutcomes.of(handedOver(message), domain, clock.instant());
        } finally {
            connections.release();
        }
    }

    /**
     * A kept connection may be gone, which is seen when the mail begins; then a new one is made. Asking before (RSET) would cost
     * every mail a round trip, and would not prove that it is still there a moment later.
     */
    private SmtpAnswer handedOver(SmtpMessage message) {
        Optional<SmtpConversation> kept = connections.kept();
        if (kept.isPresent()) {
            SmtpAnswer answer = sent(kept.get(), message);
            if (!answer.isEndOfTheConnection()) {
                return answer;
            }
        }
        SmtpConversation conversation = connections.unconnected();
        Optional<SmtpAnswer> refused = connected(conversation);
        return refused.isPresent() ? refused.get() : sent(conversation, message);
    }

    private SmtpAnswer sent(SmtpConversation conversation, SmtpMessage message) {
        SmtpAnswer answer = conversation.watched(() -> conversation.send(message));
        if (answer.leavesTheConnectionInOrder() && conversation.isReady()) {
            connections.keep(conversation);
        } else {
            conversation.cut();
        }
        return answer;
    }

    /** On a thread of its own, because looking up the server's name can be neither cut nor given a time limit. */
    private Optional<SmtpAnswer> connected(SmtpConversation conversation) {
        Future<Optional<SmtpAnswer>> answer =
                connecting.submit(() -> conversation.watched(() -> connections.refusal(conversation)));
        try {
            return answer.get(smtp.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("connecting failed in an unforeseen way", e.getCause());
        } catch (TimeoutException e) {
            conversation.cut();
            return lost("no connection within " + smtp.sendTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            conversation.cut();
            return lost("interrupted while connecting");
        }
    }

    private static Optional<SmtpAnswer> lost(String why) {
        return Optional.of(SmtpAnswer.without(SmtpPhase.GREETING, SmtpAnswer.End.LOST, why));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(SmtpMailProvider.class.getClassLoader());
        return thread;
    }

    @Override
    public void close() {
        int closed = connections.close();
        timers.shutdownNow();
        connecting.shutdown();
        log.info("{} idle connections to {} closed", closed, smtp.host());
    }
}
