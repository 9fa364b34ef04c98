package dev.elch.auth.authorization;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A console's request for an authorization code (RFC 6749, 4.1.1, with PKCE).
 *
 * @param console one of the configured ones
 * @param challenge the SHA-256 of the console's code verifier
 * @param state the console's own, given back as it came
 */
record AuthorizationRequest(URI console, String challenge, String state) {

    /** The request in the parameters; empty if they are incomplete, malformed, or name a console that is not configured. */
    static Optional<AuthorizationRequest> of(Map<String, String> parameters, List<URI> consoles) {
        String wanted = parameters.getOrDefault("redirect_uri", "");
        String challenge = parameters.getOrDefault("code_challenge", "");
        String state = parameters.getOrDefault("state", "");
        boolean isComplete = "code".equals(parameters.get("response_type"))
                && "S256".equals(parameters.get("code_challenge_method"))
                && challenge.matches("[A-Za-z0-9_-]{43}")
                && state.matches("[A-Za-z0-9_-]{16,128}");
        return consoles.stream()
                .filter(console -> isComplete && console.toString().equals(wanted))
                .map(console -> new AuthorizationRequest(console, challenge, state))
                .findFirst();
    }

    /** Where the browser goes with the code: in the fragment, which no server and no log gets to see. */
    URI answer(Secret code) {
        return URI.create(console + "#code=" + code.text() + "&state=" + state);
    }
}
