package dev.elch.notification.mail;

import dev.elch.contract.EventKeys;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the mail that tells a user about one sign-in. The same delivery gives the same mail, whatever the attempt. */
public final class SignInMailWriter {

    private final MailProperties mail;
    private final MailContentWriter mongolian;
    private final MailContentWriter english;
    private final JteHtmlPart htmlPart = new JteHtmlPart();

    public SignInMailWriter(MailProperties mail, DisputeLinkProperties dispute) {
        this.mail = mail;
        this.mongolian = new MailContentWriter(mail, dispute, MailLanguage.MONGOLIAN);
        this.english = new MailContentWriter(mail, dispute, MailLanguage.ENGLISH);
    }

    /**
     * The mail for this delivery.
     *
     * @throws RefusedMailException when the address is missing or not one plain address, or when a value could forge a
     *     header; the delivery will never work
     */
    public Mail write(Delivery delivery) {
        String eventKey = acceptable(delivery.eventKey());
        String to = recipient(delivery.signIn().email());
        MailLanguage language = MailLanguage.preferredBy(delivery.signIn().locale());
        MailContentWriter writer = language == MailLanguage.ENGLISH ? english : mongolian;
        MailContent content = writer.write(delivery);
        return new Mail(
                eventKey,
                "<signin." + eventKey + "@" + mail.mailDomain() + ">",
                mail.from(),
                mail.fromName(),
                to,
                writer.subject(),
                delivery.firstAttemptAt(),
                language.locale(),
                headers(eventKey, content.language()),
                TextPart.of(content),
                htmlPart.of(content));
    }

    private static String acceptable(String eventKey) {
        if (!EventKeys.isAcceptable(eventKey)) {
            throw new RefusedMailException(
                    Reason.of("message_bug", "the event key cannot be part of a Message-ID"), null);
        }
        return eventKey;
    }

    static String recipient(@Nullable String email) {
        if (email == null || email.isBlank()) {
            throw new RefusedMailException(
                    Reason.of("no_verified_address", "the account has no verified address"), null);
        }
        try {
            return MailAddress.parse("recipient", email).toString();
        } catch (IllegalArgumentException e) {
            throw new RefusedMailException(Reason.of("bad_address", String.valueOf(e.getMessage())), e);
        }
    }

    /** No {@code All} in X-Auto-Response-Suppress: that would suppress the bounces too. */
    static Map<String, String> headers(String key, String language) {
        return Map.of(
                "Auto-Submitted",
                "auto-generated",
                "X-Auto-Response-Suppress",
                "OOF, AutoReply",
                "Content-Language",
                language,
                "X-Entity-Ref-ID",
                key);
    }
}
