package dev.elch.notification.provider.sendgrid;

import com.sendgrid.Client;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.Response;
import com.sendgrid.SendGrid;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.provider.ReasonKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.apache.http.impl.client.CloseableHttpClient;

/** Hands mails to SendGrid. When it limits our rate, no mail is tried before the time that it named. */
public final class SendGridMailProvider implements MailProvider, AutoCloseable {

    public static final String NAME = "sendgrid";

    private final SendGridProperties properties;
    private final Clock clock;
    private final ScheduledExecutorService watch;
    private final CloseableHttpClient http;
    private final SendGrid sendGrid;
    private volatile Instant notBefore = Instant.MIN;

    public SendGridMailProvider(SendGridProperties properties, Clock clock) {
        this.properties = properties.whenUsed();
        this.clock = clock;
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "sendgrid-watch");
            thread.setDaemon(true);
            return thread;
        });
        this.http = SendGridHttp.client(properties, watch);
        boolean isClearText = "http".equals(properties.baseUrl().getScheme());
        this.sendGrid = new SendGrid(properties.apiKey(), new Client(http, isClearText));
        sendGrid.setHost(properties.baseUrl().getRawAuthority());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome send(Mail mail) {
        Instant limit = notBefore;
        Instant now = clock.instant();
        if (now.isBefore(limit)) {
            return new Outcome.RetryAfter(
                    limit, Reason.of(ReasonKind.RATE_LIMITED, "as SendGrid answered an earlier mail"));
        }
        Outcome outcome = SendGridOutcomes.of(handedOver(mail), clock.instant());
        if (outcome instanceof Outcome.RetryAfter limited) {
            waitUntil(limited.notBefore());
        }
        return outcome;
    }

    private synchronized void waitUntil(Instant limit) {
        notBefore = limit.isAfter(notBefore) ? limit : notBefore;
    }

    private SendGridAnswer handedOver(Mail mail) {
        try {
            Request request = new Request();
            request.setMethod(Method.POST);
            request.setEndpoint("mail/send");
            request.setBody(SendGridMessage.of(mail, properties.sandbox()));
            Response response = sendGrid.api(request);
            String body = response.getBody() == null ? "" : response.getBody();
            return new SendGridAnswer.Response(response.getStatusCode(), response.getHeaders(), body);
        } catch (SendGridAnswerLostException e) {
            return new SendGridAnswer.Lost(String.valueOf(e.getMessage()));
        } catch (ConnectionPoolTimeoutException e) {
            return new SendGridAnswer.NotSent(
                    ReasonKind.PROVIDER_BUSY, "all " + properties.connections() + " connections are in use");
        } catch (IOException e) {
            return new SendGridAnswer.NotSent(
                    ReasonKind.PROVIDER_DOWN, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
