package dev.elch.standin.github;

import dev.elch.standin.github.Grants.Token;
import dev.elch.testkit.web.WebExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /user} and {@code /user/emails}: what an application may read about the person who signed in. */
final class UserApi {

    private static final Pattern CREDENTIALS = Pattern.compile("(?i)(?:bearer|token) (?<token>\\S+)");

    private final Grants grants;

    UserApi(Grants grants) {
        this.grants = grants;
    }

    void user(WebExchange exchange) throws IOException {
        Optional<Token> token = authenticate(exchange);
        if (token.isPresent()) {
            exchange.json(200, profile(token.get().persona()));
        }
    }

    /** Needs the scope {@code user:email}; without it GitHub says 404 and so do we. */
    void emails(WebExchange exchange) throws IOException {
        Optional<Token> token = authenticate(exchange);
        if (token.isEmpty()) {
            return;
        }
        exchange.header("X-OAuth-Scopes", String.join(", ", token.get().scopes()));
        exchange.header("X-Accepted-OAuth-Scopes", "user, user:email");
        if (token.get().maySeeAddresses()) {
            exchange.json(200, token.get().persona().addresses());
        } else {
            refuse(exchange, 404, "Not Found");
        }
    }

    private Optional<Token> authenticate(WebExchange exchange) throws IOException {
        Optional<String> header = exchange.requestHeader("Authorization");
        if (exchange.requestHeader("User-Agent").isEmpty()) {
            refuse(
                    exchange,
                    403,
                    "Request forbidden by administrative rules. Please make sure your request has a User-Agent header");
            return Optional.empty();
        }
        if (header.isEmpty()) {
            refuse(exchange, 401, "Requires authentication");
            return Optional.empty();
        }
        Matcher credentials = CREDENTIALS.matcher(header.get());
        Optional<Token> token = credentials.matches() ? grants.token(credentials.group("token")) : Optional.empty();
        if (token.isEmpty()) {
            refuse(exchange, 401, "Bad credentials");
        }
        return token;
    }

    private static void refuse(WebExchange exchange, int status, String message) throws IOException {
        exchange.json(
                status,
                Map.of(
                        "message",
                        message,
                        "documentation_url",
                        "https://docs.github.com/rest",
                        "status",
                        String.valueOf(status)));
    }

    private static Map<String, Object> profile(Persona persona) {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("login", persona.login());
        profile.put("id", persona.id());
        profile.put("html_url", "https://github.com/" + persona.login());
        profile.put("type", "User");
        profile.put("site_admin", false);
        profile.put("name", persona.fullName());
        profile.put("email", persona.publicEmail());
        return profile;
    }
}
