package dev.elch.standin.github;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks for when it sends a user to sign in.
 *
 * @param redirectUri where the answer goes, on this machine
 * @param scopes what the application wants to see
 * @param state comes back as it is
 * @param codeChallenge the S256 challenge of RFC 7636, when the application uses PKCE
 */
record AuthorizationRequest(
        URI redirectUri,
        List<String> scopes,
        @Nullable String state,
        @Nullable String codeChallenge) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws IllegalArgumentException with a sentence for the person in front of the browser */
    static AuthorizationRequest from(Map<String, String> query) {
        String clientId = query.getOrDefault("client_id", "");
        if (!clientId.equals(GitHubStandIn.CLIENT_ID)) {
            throw new IllegalArgumentException("No application has the client id \"" + clientId
                    + "\". The stand-in knows \"" + GitHubStandIn.CLIENT_ID + "\".");
        }
        boolean hasChallenge = query.containsKey("code_challenge");
        if (hasChallenge && !"S256".equals(query.get("code_challenge_method"))) {
            throw new IllegalArgumentException("The code challenge method must be S256.");
        }
        return new AuthorizationRequest(
                redirectUri(query.getOrDefault("redirect_uri", "")),
                List.of(query.getOrDefault("scope", "").split("[ ,]+")),
                query.get("state"),
                query.get("code_challenge"));
    }

    /** The way back into the application, with an answer. */
    URI answer(Map<String, String> parameters) {
        String answer = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String echo = state == null ? "" : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
        return URI.create(redirectUri + (redirectUri.getRawQuery() == null ? "?" : "&") + answer + echo);
    }

    private static URI redirectUri(String text) {
        String problem = "The redirect_uri \"" + text + "\" is not on this machine. The stand-in answers only to"
                + " http://localhost and http://127.0.0.1.";
        try {
            URI uri = URI.create(text);
            boolean isOurs = "http".equals(uri.getScheme())
                    && THIS_MACHINE.contains(String.valueOf(uri.getHost()))
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
            if (!isOurs) {
                throw new IllegalArgumentException(problem);
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(problem, e);
        }
    }
}
