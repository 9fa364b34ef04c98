package dev.elch.notification.provider;

import dev.elch.notification.mail.Mail;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Mails to hand over. */
public final class Mails {

    private Mails() {}

    public static Mail typical() {
        return to("bat@example.com");
    }

    public static Mail to(String address) {
        return new Mail(
                "0197b0a2-6f3c-7d51-9c8e-2f4b5a6d7e80",
                "<signin.0197b0a2-6f3c-7d51-9c8e-2f4b5a6d7e80@elch.example>",
                "no-reply@elch.example",
                "Элч",
                address,
                "🔐 Таны бүртгэлд нэвтэрсэн байна - Элч",
                Instant.parse("2025-12-19T06:05:01Z"),
                Locale.forLanguageTag("mn"),
                Map.of("Auto-Submitted", "auto-generated", "X-Entity-Ref-ID", "0197b0a2-6f3c-7d51-9c8e-2f4b5a6d7e80"),
                "Таны бүртгэлд нэвтэрсэн байна\n\nУрт мөр: " + "https://elch.example/not-me/".repeat(60)
                        + "\n.\n.эхлэл\n",
                "<!DOCTYPE html><p>Таны бүртгэлд нэвтэрсэн байна " + "x".repeat(2_000) + "</p>");
    }

    /** The mail of another event. */
    public static Mail of(String eventKey) {
        return with(eventKey, typical().html());
    }

    /** Larger than the buffers of two sockets. */
    public static Mail huge() {
        return with(typical().eventKey(), ("x".repeat(70) + "\n").repeat(400_000));
    }

    private static Mail with(String eventKey, String html) {
        Mail mail = typical();
        return new Mail(
                eventKey,
                mail.messageId(),
                mail.from(),
                mail.fromName(),
                mail.to(),
                mail.subject(),
                mail.date(),
                mail.language(),
                mail.headers(),
                mail.text(),
                html);
    }
}
