package dev.elch.dlq.alert;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which alerts are sent, and where to. Without a receiver none is sent.
 *
 * @param consoleUrl where people reach the console, for the link in an alert
 * @param webhook receives each alert as JSON; absent: no webhook
 * @param slack Slack incoming webhook that receives each alert; absent: none
 * @param mail receives each alert as a mail
 * @param newCause whether the first dead letter of a cause is worth an alert
 * @param deadLettersPerHour more dead letters of one cause than this within a clock hour are; 0: never
 * @param oldestOpen an open dead letter older than this is, once a day for each cause; 0: never
 * @param troubleAfter trouble of the running system that lasts longer than this is, once an hour; 0: never
 * @param every how often to look
 * @param giveUpAfter an alert that no receiver takes for so long is dropped
 */
@ConfigurationProperties("elch.alerts")
public record AlertProperties(
        @DefaultValue("http://127.0.0.1:8082/") URI consoleUrl,
        @Nullable URI webhook,
        @Nullable URI slack,
        @DefaultValue Mail mail,
        @DefaultValue("true") boolean newCause,
        @DefaultValue("0") long deadLettersPerHour,
        @DefaultValue("0s") Duration oldestOpen,
        @DefaultValue("2m") Duration troubleAfter,
        @DefaultValue("30s") Duration every,
        @DefaultValue("24h") Duration giveUpAfter) {

    public AlertProperties {
        web("console-url", consoleUrl);
        web("webhook", webhook);
        web("slack", slack);
        if (deadLettersPerHour < 0 || oldestOpen.isNegative() || troubleAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "elch.alerts.dead-letters-per-hour, oldest-open and trouble-after must not be"
                            + " negative; 0 switches them off");
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || giveUpAfter.compareTo(every) < 0) {
            throw new IllegalArgumentException(
                    "elch.alerts.every must be at least a second, and give-up-after not shorter");
        }
    }

    private static void web(String name, @Nullable URI uri) {
        if (uri != null
                && (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())))) {
            throw new IllegalArgumentException(
                    "elch.alerts." + name + " must be an address such as https://hooks.example.com/elch");
        }
    }

    /**
     * Alerts by mail.
     *
     * @param to address that receives them; empty: no alerts by mail
     * @param from sender; needed with {@code to}
     * @param host SMTP server; needed with {@code to}
     * @param port of that server
     * @param startTls whether the connection must be encrypted by STARTTLS
     * @param username empty: no login
     * @param password of that user
     */
    public record Mail(
            @DefaultValue("") String to,
            @DefaultValue("") String from,
            @DefaultValue("") String host,
            @DefaultValue("587") int port,
            @DefaultValue("true") boolean startTls,
            @DefaultValue("") String username,
            @DefaultValue("") String password) {

        private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+");

        public Mail {
            if (!to.isEmpty()) {
                if (!ADDRESS.matcher(to).matches() || !ADDRESS.matcher(from).matches()) {
                    throw new IllegalArgumentException(
                            "elch.alerts.mail.to and from must both be mail addresses, not \"" + to + "\" and \"" + from
                                    + "\"");
                }
                if (host.isEmpty() || port < 1 || port > 65_535) {
                    throw new IllegalArgumentException(
                            "elch.alerts.mail.to is set: set host (and port, 1 to 65535) to the SMTP server too");
                }
            }
        }

        @Override
        public String toString() {
            return to.isEmpty() ? "off" : to + " by " + host + ":" + port;
        }
    }
}
