package dev.elch.notification.provider;

import dev.elch.notification.provider.sendgrid.SendGridMailProvider;
import dev.elch.notification.provider.sendgrid.SendGridProperties;
import dev.elch.testkit.sendgrid.FakeSendGrid;
import dev.elch.testkit.sendgrid.SendGridBehaviour;
import dev.elch.testkit.sendgrid.SendGridBehaviour.Trouble;
import dev.elch.testkit.time.SettableClock;
import java.net.URI;
import java.time.Duration;

/** Everything that SendGrid may answer, played against the real provider. */
final class SendGridMatrix {

    private final SettableClock clock = SettableClock.at("2025-12-19T06:05:00Z");
    private final MatrixTable table = new MatrixTable("SendGrid `POST /v3/mail/send`", "status");

    static String played() {
        SendGridMatrix matrix = new SendGridMatrix();
        matrix.responses();
        matrix.limits();
        matrix.lostAnswers();
        return matrix.table.toString();
    }

    private void responses() {
        answer("202", "empty", SendGridBehaviour.answer(202, ""));
        answer("200", "empty (sandbox mode)", SendGridBehaviour.answer(200, ""));
        error(400, "Does not contain a valid address.", "\"personalizations.0.to.0.email\"");
        error(400, "The content value must be a string", "\"content.0.value\"");
        error(401, "Maximum credits exceeded", "null");
        error(401, "authorization required", "null");
        error(403, "The from address does not match a verified Sender Identity", "\"from\"");
        for (int status : new int[] {404, 405, 406, 408, 413, 415, 451, 500, 502, 503, 504}) {
            answer("" + status, "empty", SendGridBehaviour.answer(status, ""));
        }
        answer("202", "body breaks off", SendGridBehaviour.answer(202, "").breakingOff());
        answer(
                "202",
                "body is badly compressed",
                SendGridBehaviour.answer(202, "this is no gzip").with("Content-Encoding", "gzip"));
        answer("204", "empty (not SendGrid's success)", SendGridBehaviour.answer(204, ""));
    }

    private void limits() {
        SendGridBehaviour limited = SendGridBehaviour.answer(429, "");
        long now = clock.instant().getEpochSecond();
        answer("429", "`X-RateLimit-Reset` in 30 s", limited.with("X-RateLimit-Reset", "" + (now + 30)));
        answer("429", "`x-ratelimit-reset` in 2 days", limited.with("x-ratelimit-reset", "" + (now + 172_800)));
        answer("429", "`X-RateLimit-Reset` in the past", limited.with("X-RateLimit-Reset", "" + (now - 30)));
        answer("429", "`Retry-After: 5`", limited.with("Retry-After", "5"));
        answer("429", "neither header", limited);
    }

    private void lostAnswers() {
        answer("none", "reset after the request was read", SendGridBehaviour.trouble(Trouble.RESET_AFTER_READING));
        answer("none", "closed after the request was read", SendGridBehaviour.trouble(Trouble.CLOSE_AFTER_READING));
        FakeSendGrid silent = FakeSendGrid.start().always(SendGridBehaviour.trouble(Trouble.SILENCE_AFTER_READING));
        played("none", "silence after the request was read", silent, Duration.ofMillis(400));
        FakeSendGrid gone = FakeSendGrid.start();
        gone.close();
        played("none", "connection refused", gone, Duration.ofSeconds(10));
    }

    private void error(int status, String message, String field) {
        answer("" + status, "\"" + message + "\", field " + field, SendGridBehaviour.error(status, message, field));
    }

    private void answer(String status, String answer, SendGridBehaviour behaviour) {
        played(status, answer, FakeSendGrid.start().always(behaviour), Duration.ofSeconds(10));
    }

    private void played(String status, String answer, FakeSendGrid sendGrid, Duration readTimeout) {
        SendGridProperties properties = new SendGridProperties(
                "SG.key",
                URI.create(sendGrid.url()),
                false,
                4,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                readTimeout,
                Duration.ofSeconds(20),
                "",
                Duration.ofHours(25));
        try (sendGrid;
                SendGridMailProvider provider = new SendGridMailProvider(properties, clock)) {
            table.row(status, answer, OutcomeText.of(provider.send(Mails.typical()), clock.instant()));
        }
    }
}
