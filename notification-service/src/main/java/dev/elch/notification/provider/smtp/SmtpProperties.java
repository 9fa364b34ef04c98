package dev.elch.notification.provider.smtp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach the SMTP server, and the time limits.
 *
 * @param host name of the server; needed when mails go over SMTP. With encryption its certificate must be for this name
 * @param port 0: the usual one, which is 587 for STARTTLS, 465 for IMPLICIT and 25 for NONE
 * @param tls how the connection is encrypted; what is set here is required, there is no falling back to clear text
 * @param sslBundle name of the Spring SSL bundle that names the certificates to trust; empty: the authorities that the JDK trusts
 * @param username empty: no login
 * @param password of that user
 * @param heloName the name in EHLO; empty: the domain of the sender
 * @param connections at most this many at the same time
 * @param connectionWait how long a mail waits for one of them
 * @param idleTimeout a connection that was not used for so long is closed; should be shorter than the server's patience
 * @param mailsPerConnection after so many mails a connection is closed
 * @param connectTimeout for the TCP connection
 * @param replyTimeout for each reply of the server, the one to the whole mail included (RFC 5321 suggests minutes there: the
 *     shorter, the more mails of which it is unknown whether they were accepted)
 * @param writeTimeout for each write
 * @param sendTimeout for everything together; the connection is cut then
 */
@ConfigurationProperties("elch.smtp")
public record SmtpProperties(
        @DefaultValue("") String host,
        @DefaultValue("0") int port,
        @DefaultValue("STARTTLS") Tls tls,
        @DefaultValue("") String sslBundle,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String heloName,
        @DefaultValue("16") int connections,
        @DefaultValue("5s") Duration connectionWait,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("100") int mailsPerConnection,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration replyTimeout,
        @DefaultValue("30s") Duration writeTimeout,
        @DefaultValue("60s") Duration sendTimeout) {

    /** How a connection is encrypted. */
    public enum Tls {
        /** Clear text first, then encrypted; a server that does not offer it gets no mail. */
        STARTTLS(587),
        /** Encrypted from the first byte. */
        IMPLICIT(465),
        /** Never encrypted: for servers on the same machine or in the same pod. */
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }
    }

    public SmtpProperties {
        port = port == 0 ? tls.port : port;
        within("elch.smtp.port", port, 1, 65_535);
        within("elch.smtp.connections", connections, 1, 1_000);
        within("elch.smtp.mails-per-connection", mailsPerConnection, 1, 1_000_000);
        positive("elch.smtp.connection-wait", connectionWait);
        positive("elch.smtp.idle-timeout", idleTimeout);
        positive("elch.smtp.connect-timeout", connectTimeout);
        positive("elch.smtp.reply-timeout", replyTimeout);
        positive("elch.smtp.write-timeout", writeTimeout);
        positive("elch.smtp.send-timeout", sendTimeout);
        if (sendTimeout.compareTo(replyTimeout) < 0) {
            throw new IllegalArgumentException("elch.smtp.send-timeout " + sendTimeout
                    + " is for the whole mail and cannot be shorter than elch.smtp.reply-timeout " + replyTimeout);
        }
        if (username.isEmpty() != password.isEmpty()) {
            throw new IllegalArgumentException(
                    "elch.smtp.username and elch.smtp.password belong together: only one of them is set");
        }
        if (!username.isEmpty() && tls == Tls.NONE && !isLoopback(host)) {
            throw new IllegalArgumentException("elch.smtp.tls=none would send elch.smtp.password in clear to " + host
                    + ": use starttls or implicit, or no login");
        }
    }

    boolean hasLogin() {
        return !username.isEmpty();
    }

    /** These settings, checked for use. */
    SmtpProperties whenUsed() {
        if (host.isBlank()) {
            throw new IllegalArgumentException(
                    "elch.smtp.host is missing: set it to your mail server, or set elch.provider.primary to another provider");
        }
        return this;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is not within " + least + " and " + most);
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(name + " " + value + " must be longer than nothing and at most 1 hour");
        }
    }

    @Override
    public String toString() {
        return "SmtpProperties[host=" + host + ", port=" + port + ", tls=" + tls + ", login=" + hasLogin() + "]";
    }
}
