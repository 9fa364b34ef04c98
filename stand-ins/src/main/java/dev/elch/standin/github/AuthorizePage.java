package dev.elch.standin.github;

import dev.elch.testkit.web.Assets;
import dev.elch.testkit.web.Route;
import dev.elch.testkit.web.WebExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code /login/oauth/authorize}: a page to choose who to be. A program that needs no page posts {@code persona=<login>} to
 * the same address, or {@code deny=} to refuse.
 */
final class AuthorizePage implements Route {

    /** Browsers check form-action also for the redirect that follows: the way back has to be allowed. */
    static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'; form-action 'self' http://localhost:* http://127.0.0.1:*";

    private final Grants grants;
    private final String choosePage;
    private final String refusalPage;

    AuthorizePage(Grants grants, Assets assets) {
        this.grants = grants;
        this.choosePage = new String(assets.bytes("choose.html"), StandardCharsets.UTF_8);
        this.refusalPage = new String(assets.bytes("refusal.html"), StandardCharsets.UTF_8);
    }

    @Override
    public void answer(WebExchange exchange) throws IOException {
        exchange.header("Content-Security-Policy", POLICY);
        AuthorizationRequest request;
        try {
            request = AuthorizationRequest.from(exchange.query());
        } catch (IllegalArgumentException e) {
            exchange.html(404, refusalPage.replace("{{reason}}", escaped(String.valueOf(e.getMessage()))));
            return;
        }
        switch (exchange.method()) {
            case "GET" -> exchange.html(200, page(exchange, request));
            case "POST" -> decide(exchange, request);
            default -> exchange.header("Allow", "GET, POST").empty(405);
        }
    }

    private void decide(WebExchange exchange, AuthorizationRequest request) throws IOException {
        Map<String, String> form = exchange.form();
        Optional<Persona> persona = Persona.withLogin(form.getOrDefault("persona", ""));
        if (persona.isPresent()) {
            exchange.redirect(request.answer(Map.of("code", grants.agree(persona.get(), request))));
        } else if (form.containsKey("deny")) {
            exchange.redirect(request.answer(Map.of(
                    "error", "access_denied",
                    "error_description", "The user has denied your application access.")));
        } else {
            exchange.html(400, refusalPage.replace("{{reason}}", "No person was chosen."));
        }
    }

    private String page(WebExchange exchange, AuthorizationRequest request) {
        String personas =
                Arrays.stream(Persona.values()).map(AuthorizePage::button).collect(Collectors.joining("\n"));
        return choosePage
                .replace("{{personas}}", personas)
                .replace("{{scopes}}", escaped(String.join(", ", request.scopes())))
                .replace("{{place}}", escaped(request.redirectUri().getAuthority()))
                .replace("{{action}}", escaped("/login/oauth/authorize?" + exchange.rawQuery()));
    }

    private static String button(Persona persona) {
        String name = Optional.ofNullable(persona.fullName()).orElse("no name given");
        return """
                <li><button name="persona" value="%s">
                  <span class="face" aria-hidden="true">%s</span>
                  <span class="who"><span class="name">%s</span> <span class="login">%s</span>
                  <span class="what">%s</span></span>
                </button></li>""".formatted(
                        persona.login(),
                        escaped(persona.login().substring(0, 1).toUpperCase(Locale.ROOT)),
                        escaped(name),
                        escaped(persona.login()),
                        escaped(persona.description()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
