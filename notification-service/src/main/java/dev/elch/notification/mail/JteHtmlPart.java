package dev.elch.notification.mail;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The letter as HTML, by a template that was compiled with the rest of the service. */
final class JteHtmlPart {

    private static final String TEMPLATE = "signIn.jte";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, JteHtmlPart.class.getClassLoader(), "dev.elch.notification.mail.templates");

    String of(Letter letter) {
        StringOutput html = new StringOutput(8_192);
        engine.render(TEMPLATE, letter, html);
        return html.toString();
    }
}
