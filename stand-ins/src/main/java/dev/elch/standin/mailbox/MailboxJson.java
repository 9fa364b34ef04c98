package dev.elch.standin.mailbox;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shapes of the mailbox's JSON. */
final class MailboxJson {

    private MailboxJson() {}

    static ListOfMails list(
            List<ReceivedMail> newestFirst,
            int limit,
            int smtpPort,
            @Nullable URI app,
            Optional<Instant> refusingUntil) {
        return new ListOfMails(
                newestFirst.size(),
                smtpPort,
                app == null ? null : app.toString(),
                refusingUntil.map(Instant::toString).orElse(null),
                newestFirst.stream().limit(limit).map(MailboxJson::summary).toList());
    }

    static WholeMail whole(ReceivedMail mail) {
        return new WholeMail(
                summary(mail),
                mail.headers(),
                mail.text(),
                mail.html(),
                mail.source().asText());
    }

    private static Summary summary(ReceivedMail mail) {
        return new Summary(
                mail.id(),
                mail.receivedAt().toString(),
                mail.header("From").orElse(mail.sender()),
                mail.recipients(),
                mail.subject());
    }

    record Summary(String id, String receivedAt, String from, List<String> recipients, String subject) {}

    record WholeMail(Summary summary, List<ReceivedMail.Header> headers, String text, String html, String source) {}

    /**
     * @param count all mails, of which {@code mails} are the newest
     * @param smtpPort where mails are taken
     * @param app the page to try first
     * @param refusingUntil until when every mail is refused; none: mails are accepted
     */
    record ListOfMails(
            int count,
            int smtpPort,
            @Nullable String app,
            @Nullable String refusingUntil,
            List<Summary> mails) {}
}
