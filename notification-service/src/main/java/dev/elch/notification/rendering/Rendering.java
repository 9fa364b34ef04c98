package dev.elch.notification.rendering;

import dev.elch.notification.mail.Mail;
import io.swagger.v3.oas.annotations.media.Schema;

/** A mail as its reader would have seen it. */
@Schema(description = "A mail that was not sent")
record Rendering(
        @Schema(description = "BCP 47 tag of the texts", example = "mn")
        String language,

        @Schema(description = "Sender, with the name that is shown", example = "Elch <no-reply@elch.example>")
        String from,

        @Schema(description = "The one recipient") String to,
        String subject,

        @Schema(description = "The plain text part") String text,

        @Schema(description = "The HTML part: a whole document, with styles and without scripts")
        String html) {

    static Rendering of(Mail mail) {
        return new Rendering(
                mail.language().toLanguageTag(),
                mail.fromName() + " <" + mail.from() + ">",
                mail.to(),
                mail.subject(),
                mail.text(),
                mail.html());
    }
}
