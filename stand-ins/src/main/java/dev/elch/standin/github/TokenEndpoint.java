package dev.elch.standin.github;

import dev.elch.standin.github.Grants.Token;
import dev.elch.testkit.web.Route;
import dev.elch.testkit.web.WebExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /login/oauth/access_token}: exchanges a code for a token. Errors come with status 200, as GitHub's do. */
final class TokenEndpoint implements Route {

    private static final String DOCS =
            "https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/";

    private final Grants grants;

    TokenEndpoint(Grants grants) {
        this.grants = grants;
    }

    @Override
    public void answer(WebExchange exchange) throws IOException {
        if (!exchange.method().equals("POST")) {
            exchange.header("Allow", "POST").empty(404);
            return;
        }
        Map<String, String> form = exchange.form();
        if (!isOurClient(exchange, form)) {
            send(
                    exchange,
                    error("incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect."));
            return;
        }
        Optional<Token> token =
                grants.exchange(form.getOrDefault("code", ""), form.get("redirect_uri"), form.get("code_verifier"));
        send(
                exchange,
                token.map(TokenEndpoint::success)
                        .orElseGet(() -> error("bad_verification_code", "The code passed is incorrect or expired.")));
    }

    private static boolean isOurClient(WebExchange exchange, Map<String, String> form) {
        String presented = exchange.requestHeader("Authorization")
                .filter(header -> header.startsWith("Basic "))
                .map(header -> decoded(header.substring("Basic ".length())))
                .orElseGet(() -> form.getOrDefault("client_id", "") + ":" + form.getOrDefault("client_secret", ""));
        return presented.equals(GitHubStandIn.CLIENT_ID + ":" + GitHubStandIn.CLIENT_SECRET);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Map<String, String> success(Token token) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("access_token", token.value());
        answer.put("scope", String.join(",", token.scopes()));
        answer.put("token_type", "bearer");
        return answer;
    }

    private static Map<String, String> error(String code, String description) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", code);
        answer.put("error_description", description);
        answer.put("error_uri", DOCS + "#" + code.replace('_', '-'));
        return answer;
    }

    private static void send(WebExchange exchange, Map<String, String> answer) throws IOException {
        if (exchange.requestHeader("Accept").orElse("").contains("json")) {
            exchange.json(200, answer);
            return;
        }
        String form = answer.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        exchange.send(
                200, "application/x-www-form-urlencoded; charset=utf-8", form.getBytes(StandardCharsets.US_ASCII));
    }
}
