package dev.elch.notification.mail;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** A letter as HTML, by a template that was compiled with the rest of the service. */
final class JteHtmlPart {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, JteHtmlPart.class.getClassLoader(), "dev.elch.notification.mail.templates");

    String of(Letter letter) {
        return rendered("signIn.jte", letter);
    }

    String of(DigestLetter letter) {
        return rendered("digest.jte", letter);
    }

    private String rendered(String template, Object letter) {
        StringOutput html = new StringOutput(8_192);
        engine.render(template, letter, html);
        return html.toString();
    }
}
