package dev.elch.auth.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Renders the templates, in the language that the browser prefers. */
@Component
public final class Pages {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Map<Language, Texts> texts = new EnumMap<>(Language.class);

    Pages() {
        for (Language language : Language.values()) {
            texts.put(language, new Texts(language));
        }
    }

    /** A page as a response; {@code facts} are the template's parameters beside the texts. */
    public ResponseEntity<String> page(
            HttpHeaders request, HttpStatus status, String template, Map<String, Object> facts) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, Language.of(request).tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(render(request, template, facts));
    }

    String render(HttpHeaders request, String template, Map<String, Object> facts) {
        Map<String, Object> parameters = new TreeMap<>(facts);
        parameters.put("t", textsFor(request));
        TemplateOutput html = new StringOutput(4096);
        templates.render(template + ".jte", parameters, html);
        return html.toString();
    }

    private Texts textsFor(HttpHeaders request) {
        return Objects.requireNonNull(texts.get(Language.of(request)));
    }
}
