package dev.elch.notification.provider.smtp;

import java.time.Duration;

/** Settings for a server on this machine, with short timeouts. */
final class Settings {

    private SmtpProperties.Tls tls = SmtpProperties.Tls.NONE;
    private String username = "";
    private String password = "";
    private int connections = 8;
    private Duration connectionWait = Duration.ofSeconds(5);
    private int mailsPerConnection = 100;
    private Duration replyTimeout = Duration.ofSeconds(5);
    private Duration sendTimeout = Duration.ofSeconds(20);

    Settings tls(SmtpProperties.Tls other) {
        tls = other;
        return this;
    }

    Settings login(String name, String secret) {
        username = name;
        password = secret;
        return this;
    }

    Settings connections(int other) {
        connections = other;
        return this;
    }

    Settings connectionWait(Duration other) {
        connectionWait = other;
        return this;
    }

    Settings mailsPerConnection(int other) {
        mailsPerConnection = other;
        return this;
    }

    Settings replyTimeout(Duration other) {
        replyTimeout = other;
        return this;
    }

    Settings sendTimeout(Duration other) {
        sendTimeout = other;
        return this;
    }

    SmtpProperties properties(int port) {
        return new SmtpProperties(
                "localhost",
                port,
                tls,
                "",
                username,
                password,
                "elch.example",
                connections,
                connectionWait,
                Duration.ofSeconds(60),
                mailsPerConnection,
                Duration.ofSeconds(2),
                replyTimeout,
                Duration.ofSeconds(2),
                sendTimeout);
    }
}
