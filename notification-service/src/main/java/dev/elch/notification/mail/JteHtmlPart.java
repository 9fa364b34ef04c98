package dev.elch.notification.mail;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Mail content as HTML, rendered by a template that is compiled with the service. */
final class JteHtmlPart {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, JteHtmlPart.class.getClassLoader(), "dev.elch.notification.mail.templates");

    String of(MailContent content) {
        return rendered("signIn.jte", content);
    }

    String of(DigestContent content) {
        return rendered("digest.jte", content);
    }

    private String rendered(String template, Object content) {
        StringOutput html = new StringOutput(8_192);
        engine.render(template, content, html);
        return html.toString();
    }
}
