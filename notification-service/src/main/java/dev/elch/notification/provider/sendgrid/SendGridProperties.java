package dev.elch.notification.provider.sendgrid;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach SendGrid, and the time limits.
 *
 * @param apiKey required when mails go over SendGrid; its only scope should be mail.send
 * @param baseUrl {@code https://api.eu.sendgrid.com} for accounts of the EU region
 * @param sandbox SendGrid validates the mails and delivers none
 * @param connections at most this many at the same time
 * @param leaseTimeout how long a mail waits for one of them
 * @param connectTimeout for the TCP connection
 * @param readTimeout for each read, the TLS handshake included
 * @param sendTimeout for everything together; the connection is cut then
 * @param webhookPublicKey base64 of the key that SendGrid signs its event webhook with; empty: no webhook
 * @param webhookTolerance how old the signature of a call may be: SendGrid repeats what was not answered by 2xx for 24 hours
 */
@ConfigurationProperties("elch.sendgrid")
public record SendGridProperties(
        @DefaultValue("") String apiKey,
        @DefaultValue("https://api.sendgrid.com") URI baseUrl,
        @DefaultValue("false") boolean sandbox,
        @DefaultValue("16") int connections,
        @DefaultValue("5s") Duration leaseTimeout,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("30s") Duration sendTimeout,
        @DefaultValue("") String webhookPublicKey,
        @DefaultValue("25h") Duration webhookTolerance) {

    public SendGridProperties {
        boolean isHttps = "https".equals(baseUrl.getScheme());
        boolean isLoopback = "http".equals(baseUrl.getScheme())
                && baseUrl.getHost() != null
                && (baseUrl.getHost().equals("localhost") || baseUrl.getHost().startsWith("127."));
        if (!isHttps && !isLoopback) {
            throw new IllegalArgumentException(
                    "elch.sendgrid.base-url " + baseUrl + " must start with https:// (http:// is for localhost only)");
        }
        if (baseUrl.getRawAuthority() == null || !baseUrl.getRawPath().matches("/?")) {
            throw new IllegalArgumentException(
                    "elch.sendgrid.base-url " + baseUrl + " must be scheme://host[:port] and nothing more");
        }
        if (connections < 1 || connections > 1_000) {
            throw new IllegalArgumentException(
                    "elch.sendgrid.connections " + connections + " is not within 1 and 1000");
        }
        positive("elch.sendgrid.lease-timeout", leaseTimeout);
        positive("elch.sendgrid.connect-timeout", connectTimeout);
        positive("elch.sendgrid.read-timeout", readTimeout);
        positive("elch.sendgrid.send-timeout", sendTimeout);
        if (webhookTolerance.compareTo(Duration.ofSeconds(1)) < 0
                || webhookTolerance.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "elch.sendgrid.webhook-tolerance " + webhookTolerance + " is not within 1 second and 7 days");
        }
        if (sendTimeout.compareTo(readTimeout) < 0) {
            throw new IllegalArgumentException("elch.sendgrid.send-timeout " + sendTimeout
                    + " is for the whole mail and cannot be shorter than elch.sendgrid.read-timeout " + readTimeout);
        }
        if (!apiKey.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw new IllegalArgumentException(
                    "elch.sendgrid.api-key holds a blank, a line break or another character" + " that no key has");
        }
    }

    /** These settings, checked for use. */
    SendGridProperties whenUsed() {
        if (apiKey.isEmpty()) {
            throw new IllegalArgumentException("elch.sendgrid.api-key is missing: create a key with the scope"
                    + " mail.send, or set elch.provider.primary to another provider");
        }
        return this;
    }

    private static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(name + " " + value + " must be longer than nothing and at most 1 hour");
        }
    }

    @Override
    public String toString() {
        return "SendGridProperties[baseUrl=" + baseUrl + ", sandbox=" + sandbox + ", hasKey=" + !apiKey.isEmpty() + "]";
    }
}
