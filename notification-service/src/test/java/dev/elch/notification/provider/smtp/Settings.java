package dev.elch.notification.provider.smtp;

import java.time.Duration;

/** Settings for a server on this machine, with short timeouts. */
public final class Settings {

    private SmtpProperties.Tls tls = SmtpProperties.Tls.NONE;
    private String username = "";
    private String password = "";
    private int connections = 8;
    private Duration connectionWait = Duration.ofSeconds(5);
    private int mailsPerConnection = 100;
    private Duration replyTimeout = Duration.ofSeconds(5);
    private Duration sendTimeout = Duration.ofSeconds(20);

    public Settings tls(SmtpProperties.Tls other) {
        tls = other;
        return this;
    }

    public Settings login(String name, String secret) {
        username = name;
        password = secret;
        return this;
    }

    public Settings connections(int other) {
        connections = other;
        return this;
    }

    public Settings connectionWait(Duration other) {
        connectionWait = other;
        return this;
    }

    public Settings mailsPerConnection(int other) {
        mailsPerConnection = other;
        return this;
    }

    public Settings replyTimeout(Duration other) {
        replyTimeout = other;
        return this;
    }

    public Settings sendTimeout(Duration other) {
        sendTimeout = other;
        return this;
    }

    public SmtpProperties properties(int port) {
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
