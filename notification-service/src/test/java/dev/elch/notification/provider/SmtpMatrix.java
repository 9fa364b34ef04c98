package dev.elch.notification.provider;

import dev.elch.notification.mail.Mail;
import dev.elch.notification.provider.smtp.Settings;
import dev.elch.notification.provider.smtp.SmtpMailProvider;
import dev.elch.notification.provider.smtp.SmtpProperties;
import dev.elch.notification.provider.smtp.SmtpProperties.Tls;
import dev.elch.notification.provider.smtp.SmtpRefusals;
import dev.elch.testkit.net.TestCertificate;
import dev.elch.testkit.smtp.ScriptedSmtpServer;
import dev.elch.testkit.smtp.SmtpBehaviour;
import dev.elch.testkit.smtp.SmtpStep;
import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Everything that an SMTP server may answer, played against the real provider. */
final class SmtpMatrix {

    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration IMPATIENT = Duration.ofMillis(400);

    private final SettableClock clock = SettableClock.at("2025-12-19T06:05:00Z");
    private final MatrixTable table = new MatrixTable("SMTP", "phase");
    private final TestCertificate localhost;
    private final TestCertificate elsewhere;

    private SmtpMatrix(TestCertificate localhost, TestCertificate elsewhere) {
        this.localhost = localhost;
        this.elsewhere = elsewhere;
    }

    static String played(TestCertificate localhost, TestCertificate elsewhere) {
        SmtpMatrix matrix = new SmtpMatrix(localhost, elsewhere);
        matrix.connection();
        matrix.login();
        matrix.replies();
        matrix.afterwards();
        return matrix.table + "\n" + matrix.refusals() + "\n";
    }

    /** Each row of {@link SmtpRefusals} with its source, as an answer to the recipient. */
    private String refusals() {
        StringBuilder page = new StringBuilder("""
                ### Refusals that their text explains
                Published replies, as answers to RCPT TO. What is about our quota, rate, sender or account is never blamed on the mail or
                its recipient, at DATA and after the final dot as here.

                | server | answer | outcome | source |
                |---|---|---|---|
                """);
        for (SmtpRefusals.Row row : SmtpRefusals.rows()) {
            try (ScriptedSmtpServer server =
                    ScriptedSmtpServer.start().at(SmtpStep.RCPT, SmtpBehaviour.reply(row.example()))) {
                page.append("| %s | `%s` | `%s` | %s |\n"
                        .formatted(
                                row.server(),
                                row.example(),
                                sent(server, patient(), null),
                                row.source().startsWith("https:")
                                        ? "[published](" + row.source() + ")"
                                        : row.source()));
            }
        }
        return page.toString();
    }

    private void connection() {
        refusedConnection();
        lost("connection", SmtpStep.GREETING);
        for (String greeting :
                new String[] {"421 4.3.2 shutting down", "450 busy", "554 no service", "521 no mail here"}) {
            reply("greeting", SmtpStep.GREETING, greeting);
        }
        reply("EHLO", SmtpStep.EHLO, "421 4.7.0 too many connections");
        tls(
                "encryption",
                "STARTTLS required, not offered",
                ScriptedSmtpServer.start(),
                Tls.STARTTLS,
                localhost.trusted());
        tls(
                "encryption",
                "untrusted certificate",
                ScriptedSmtpServer.withStartTls(localhost.shown()),
                Tls.STARTTLS,
                elsewhere.trusted());
        tls(
                "encryption",
                "certificate of another host",
                ScriptedSmtpServer.withImplicitTls(elsewhere.shown()),
                Tls.IMPLICIT,
                elsewhere.trusted());
        tls(
                "encryption",
                "`454 4.7.0 no TLS now`",
                ScriptedSmtpServer.withStartTls(localhost.shown())
                        .at(SmtpStep.STARTTLS, SmtpBehaviour.reply("454 4.7.0 no TLS now")),
                Tls.STARTTLS,
                localhost.trusted());
        tls(
                "encryption",
                "connection reset in the handshake",
                ScriptedSmtpServer.withStartTls(localhost.shown())
                        .at(
                                SmtpStep.STARTTLS,
                                new SmtpBehaviour("220 go ahead", SmtpBehaviour.Then.RESET, Duration.ZERO)),
                Tls.STARTTLS,
                localhost.trusted());
    }

    private void login() {
        for (String refusal : new String[] {
            "535 5.7.8 bad credentials",
            "534 5.7.9 mechanism too weak",
            "538 5.7.11 encryption required",
            "530 5.7.0 must issue STARTTLS first",
            "454 4.7.0 temporary failure",
            "421 4.7.0 too many logins"
        }) {
            try (ScriptedSmtpServer server = ScriptedSmtpServer.start()
                    .at(SmtpStep.EHLO, SmtpBehaviour.reply("250-scripted.test\n250 AUTH PLAIN"))
                    .at(SmtpStep.AUTH, SmtpBehaviour.reply(refusal))) {
                add("AUTH", "`" + refusal + "`", sent(server, patient().login("elch", "secret"), null));
            }
        }
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            add("AUTH", "not offered", sent(server, patient().login("elch", "secret"), null));
        }
    }

    private void replies() {
        for (String reply : new String[] {
            "421 4.7.0 slow down",
            "450 4.7.1 greylisted",
            "451 4.3.0 queue trouble",
            "452 4.3.1 no space",
            "501 5.5.4 syntax",
            "530 5.7.0 authentication required",
            "550 5.1.0 sender rejected",
            "552 5.3.4 too big",
            "553 5.1.8 unknown domain",
            "554 5.7.1 sender not verified"
        }) {
            reply("MAIL FROM", SmtpStep.MAIL, reply);
        }
        lost("MAIL FROM", SmtpStep.MAIL);
        for (String reply : new String[] {
            "421 4.3.2 shutting down",
            "421 4.7.28 unusual rate",
            "450 4.2.0 greylisted",
            "450 4.2.1 receiving too fast",
            "450 4.7.1 greylisted",
            "451 4.2.0 greylisted",
            "451 4.7.1 greylisted, come back in 15 minutes",
            "451 4.7.1 greylisted, come back in 12 hours",
            "452 4.2.2 over quota",
            "452 4.3.1 no space",
            "452 4.5.3 too many recipients",
            "499 4.9.9 never heard of",
            "450 5.1.1 codes that disagree",
            "500 what",
            "501 5.1.3 bad syntax",
            "503 5.5.1 bad sequence",
            "504 5.5.4 parameter",
            "550 no reason given",
            "550 4.7.1 codes that disagree",
            "550 5.1.1 no such user",
            "550 5.1.2 no such domain",
            "550 5.1.3 bad syntax",
            "550 5.1.6 has moved",
            "550 5.1.10 null MX",
            "550 5.2.1 disabled",
            "550 5.7.1 blocked",
            "550 5.7.20 no passing DKIM",
            "550 5.7.21 no acceptable DKIM",
            "550 5.7.22 no DKIM of the author",
            "550 5.7.23 SPF failed",
            "550 5.7.24 SPF error",
            "550 5.7.25 no reverse DNS",
            "550 5.7.26 not authenticated",
            "550 5.7.515 access denied",
            "551 not local",
            "552 mailbox full",
            "552 5.2.2 mailbox full",
            "553 not allowed",
            "553 5.7.1 the sender is not yours",
            "554 5.7.1 blocked",
            "556 accepts no mail",
            "556 5.1.10 null MX",
            "599 5.9.9 never heard of"
        }) {
            reply("RCPT TO", SmtpStep.RCPT, reply);
        }
        lost("RCPT TO", SmtpStep.RCPT);
        for (String reply :
                new String[] {"451 4.3.0 queue trouble", "503 5.5.1 bad sequence", "554 5.5.0 no valid recipients"}) {
            reply("DATA", SmtpStep.DATA, reply);
        }
        lost("DATA", SmtpStep.DATA);
        brokenOff();
        for (String reply : new String[] {
            "250 2.0.0 Ok: queued as 4TEST1234", "251 2.0.0 forwarded", "354 go on", "421 4.3.2 shutting down",
            "421 4.7.0 slow down", "451 4.3.0 queue trouble", "451 4.7.1 greylisted", "452 4.3.1 no space",
            "550 5.7.1 blocked", "550 5.7.26 not authenticated", "552 5.3.4 too big", "554 transaction failed",
            "554 5.6.0 bad content", "554 5.7.1 spam"
        }) {
            reply("final dot", SmtpStep.FINAL_DOT, reply);
        }
        lost("final dot", SmtpStep.FINAL_DOT);
        behaviour("final dot", "no SMTP reply", SmtpStep.FINAL_DOT, SmtpBehaviour.replyAndClose("Ok!"), patient());
    }

    private void afterwards() {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start().at(SmtpStep.QUIT, SmtpBehaviour.reset())) {
            add("QUIT", "connection reset", sent(server, patient().mailsPerConnection(1), null));
        }
    }

    /** More than the sockets' buffers hold, so that the end of the mail is surely not written. */
    private void brokenOff() {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start().at(SmtpStep.BODY, SmtpBehaviour.reset())) {
            add("within the mail", "connection reset", sent(server, patient(), null, Mails.huge()));
        }
    }

    private void refusedConnection() {
        ScriptedSmtpServer server = ScriptedSmtpServer.start();
        server.close();
        add("connection", "refused", sent(server, patient(), null));
    }

    private void lost(String phase, SmtpStep step) {
        behaviour(phase, "connection closed", step, SmtpBehaviour.close(), patient());
        behaviour(phase, "connection reset", step, SmtpBehaviour.reset(), patient());
        behaviour(phase, "silence", step, SmtpBehaviour.silence(), patient().replyTimeout(IMPATIENT));
    }

    private void reply(String phase, SmtpStep step, String reply) {
        behaviour(phase, "`" + reply + "`", step, SmtpBehaviour.reply(reply), patient());
    }

    private void behaviour(String phase, String answer, SmtpStep step, SmtpBehaviour behaviour, Settings settings) {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start().at(step, behaviour)) {
            add(phase, answer, sent(server, settings, null));
        }
    }

    private void tls(String phase, String answer, ScriptedSmtpServer server, Tls tls, SSLContext trust) {
        try (server) {
            add(phase, answer, sent(server, patient().tls(tls), trust));
        }
    }

    private String sent(ScriptedSmtpServer server, Settings settings, SSLContext trust) {
        return sent(server, settings, trust, Mails.typical());
    }

    private String sent(ScriptedSmtpServer server, Settings settings, SSLContext trust, Mail mail) {
        SmtpProperties properties = settings.properties(server.port());
        SSLContext trusted = trust == null ? localhost.trusted() : trust;
        try (SmtpMailProvider provider =
                new SmtpMailProvider(properties, "no-reply@elch.example", trusted.getSocketFactory(), clock)) {
            return OutcomeText.of(provider.send(mail), clock.instant());
        }
    }

    private static Settings patient() {
        return new Settings().replyTimeout(PATIENT);
    }

    private void add(String phase, String answer, String outcome) {
        table.row(phase, answer, outcome);
    }
}
