package dev.elch.dlq.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Receives alerts by HTTP. Whatever is answered but a success means that it was not taken. */
final class WebhookReceiver implements AlertReceiver {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final JsonMapper json = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final String name;
    private final URI address;
    private final Function<Alert, Map<String, String>> form;

    private WebhookReceiver(String name, URI address, Function<Alert, Map<String, String>> form) {
        this.name = name;
        this.address = address;
        this.form = form;
    }

    /** Gets all there is, field by field. */
    static WebhookReceiver plain(URI address) {
        return new WebhookReceiver(
                "webhook",
                address,
                alert -> Map.of(
                        "id", alert.id(),
                        "rule", alert.rule(),
                        "group", alert.group(),
                        "text", alert.text(),
                        "link", alert.link().toString(),
                        "at", alert.at().toString()));
    }

    /** Gets a text with a link (api.slack.com/messaging/webhooks); {@code & < >} are escaped as Slack wants it. */
    static WebhookReceiver slack(URI address) {
        return new WebhookReceiver(
                "slack",
                address,
                alert -> Map.of("text", escaped(alert.text()) + " <" + alert.link() + "|Open the console>"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void take(Alert alert) throws NotTakenException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(form.apply(alert))))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new NotTakenException(address.getHost() + " answers " + status);
            }
        } catch (IOException e) {
            throw new NotTakenException(address.getHost() + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotTakenException("stopped");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
