package dev.elch.standin.mailbox;

import dev.elch.testkit.web.Assets;
import dev.elch.testkit.web.Route;
import dev.elch.testkit.web.WebExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The page and its JSON API: {@code GET /api/mails} (newest first), {@code GET /api/mails/{id}}, {@code .../html},
 * {@code .../source}, {@code DELETE /api/mails}, {@code GET /api/wait?to=&subject=&millis=}, the event stream
 * {@code GET /api/changes}, and {@code PUT} and {@code DELETE /api/refusal} for the switch. What changes something is PUT or
 * DELETE: a page on the internet cannot send these to us, and could send a POST.
 *
 * <p>Mails are the sender's text. They reach the page as JSON and are written as text only; the HTML of a mail comes as a
 * document of its own, in a sandbox without scripts, forms, remote content and our origin.
 */
final class MailboxPage {

    private static final String OUR_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'";
    private static final String MAIL_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
                    + "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    private static final int SHOWN_AT_MOST = 500;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final StoredMails mails;
    private final RefusalSwitch refusals;
    private final int smtpPort;
    private final @Nullable URI app;

    MailboxPage(StoredMails mails, RefusalSwitch refusals, int smtpPort, @Nullable URI app) {
        this.mails = mails;
        this.refusals = refusals;
        this.smtpPort = smtpPort;
        this.app = app;
    }

    Map<String, Route> routes() {
        return Map.of(
                "/", new Assets(MailboxPage.class, OUR_POLICY),
                "/api/mails", this::mails,
                "/api/mails/", this::mail,
                "/api/wait", this::waitFor,
                "/api/refusal", this::refusal,
                "/api/changes", this::changes);
    }

    private void mails(WebExchange exchange) throws IOException {
        switch (exchange.method()) {
            case "GET" ->
                exchange.json(
                        200, MailboxJson.list(mails.newestFirst(), SHOWN_AT_MOST, smtpPort, app, refusals.onUntil()));
            case "DELETE" -> {
                mails.clear();
                exchange.empty(204);
            }
            default -> exchange.header("Allow", "GET, DELETE").empty(405);
        }
    }

    private void mail(WebExchange exchange) throws IOException {
        List<String> steps =
                List.of(exchange.path().substring("/api/mails/".length()).split("/", 2));
        Optional<ReceivedMail> found = mails.find(steps.get(0));
        if (found.isEmpty()) {
            exchange.json(404, Map.of("title", "No such mail", "status", 404));
            return;
        }
        ReceivedMail mail = found.get();
        switch (steps.size() == 1 ? "" : steps.get(1)) {
            case "" -> exchange.json(200, MailboxJson.whole(mail));
            case "html" ->
                exchange.header("Content-Security-Policy", MAIL_POLICY)
                        .html(200, "<base target=\"_blank\">" + mail.html());
            case "source" ->
                exchange.header("Content-Disposition", "attachment; filename=\"" + mail.id() + ".eml\"")
                        .send(200, "message/rfc822", mail.source().bytes());
            default -> exchange.json(404, Map.of("title", "A mail has html and source", "status", 404));
        }
    }

    private void waitFor(WebExchange exchange) throws IOException, InterruptedException {
        Map<String, String> query = exchange.query();
        Duration limit = limit(query.getOrDefault("millis", "10000"));
        Optional<ReceivedMail> found = mails.await(wanted(query), limit);
        if (found.isPresent()) {
            exchange.json(200, MailboxJson.whole(found.get()));
        } else {
            exchange.json(404, Map.of("title", "No such mail within " + limit.toMillis() + " ms", "status", 404));
        }
    }

    private static Predicate<ReceivedMail> wanted(Map<String, String> query) {
        String to = query.getOrDefault("to", "");
        String subject = query.getOrDefault("subject", "");
        return mail -> (to.isEmpty() || mail.isFor(to)) && mail.subject().contains(subject);
    }

    private static Duration limit(String millis) {
        boolean isNumber = millis.matches("\\d{1,6}");
        Duration asked = isNumber ? Duration.ofMillis(Long.parseLong(millis)) : LONGEST_WAIT;
        return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
    }

    private void refusal(WebExchange exchange) throws IOException {
        switch (exchange.method()) {
            case "PUT" -> turnOn(exchange);
            case "DELETE" -> {
                refusals.turnOff();
                exchange.empty(204);
            }
            default -> exchange.header("Allow", "PUT, DELETE").empty(405);
        }
    }

    private void turnOn(WebExchange exchange) throws IOException {
        String seconds = exchange.query().getOrDefault("seconds", "300");
        if (!seconds.matches("[1-9]\\d{0,3}")) {
            exchange.json(400, Map.of("title", "seconds is a number from 1 to 3600", "status", 400));
            return;
        }
        refusals.turnOn(Duration.ofSeconds(Long.parseLong(seconds)));
        exchange.empty(204);
    }

    /** Tells the reader at once, and then whenever the mails have changed, how often they have. */
    private void changes(WebExchange exchange) throws IOException, InterruptedException {
        try (OutputStream stream = exchange.stream("text/event-stream")) {
            long told = -1;
            while (true) {
                long changes = mails.awaitChange(told, HEARTBEAT);
                String line = changes == told ? ":\n\n" : "data: " + changes + "\n\n";
                stream.write(line.getBytes(StandardCharsets.US_ASCII));
                stream.flush();
                told = changes;
            }
        }
    }
}
