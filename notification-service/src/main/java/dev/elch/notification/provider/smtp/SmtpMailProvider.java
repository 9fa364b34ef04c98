package dev.elch.notification.provider.smtp;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.provider.ProviderText;
import dev.elch.notification.provider.ReasonKind;
import dev.elch.notification.provider.RetryDelay;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
    private final ScheduledExecutorService watch;

    /**
     * @param sender envelope sender of every mail
     * @param trust certificates to trust
     */
    public SmtpMailProvider(SmtpProperties smtp, String sender, SSLSocketFactory trust, Clock clock) {
        this.smtp = smtp.whenUsed();
        this.clock = clock;
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "smtp-watch");
            thread.setDaemon(true);
            return thread;
        });
        this.connections = new SmtpConnections(new SmtpConnector(smtp, sender, trust, watch), smtp, clock);
        long often = Math.max(1, smtp.idleTimeout().toMillis() / 2);
        ScheduledFuture<?> unused =
                watch.scheduleWithFixedDelay(connections::closeIdle, often, often, TimeUnit.MILLISECONDS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome send(Mail mail) {
        SmtpMessage message;
        try {
            message = SmtpMessage.of(mail);
        } catch (MessagingException e) {
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
        ScheduledFuture<?> cut = cutLater(conversation);
        try {
            connections.connect(conversation);
        } catch (SmtpRefusedException e) {
            return e.answer();
        } finally {
            cut.cancel(false);
        }
        return sent(conversation, message);
    }

    private SmtpAnswer sent(SmtpConversation conversation, SmtpMessage message) {
        ScheduledFuture<?> cut = cutLater(conversation);
        SmtpAnswer answer;
        try {
            answer = conversation.send(message);
        } finally {
            cut.cancel(false);
        }
        if (answer.leavesTheConnectionInOrder()) {
            connections.keep(conversation);
        } else {
            conversation.cut();
        }
        return answer;
    }

    private ScheduledFuture<?> cutLater(SmtpConversation conversation) {
        return watch.schedule(conversation::cut, smtp.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        int closed = connections.close();
        watch.shutdownNow();
        log.info("{} idle connections to {} closed", closed, smtp.host());
    }
}
