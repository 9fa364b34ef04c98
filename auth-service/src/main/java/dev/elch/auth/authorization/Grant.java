package dev.elch.auth.authorization;

import java.net.URI;
import java.time.Instant;

/**
 * A console's permission to get tokens for a user.
 *
 * @param session reference of the session in which it was given; it ends with that session
 * @param console where the console is
 * @param challenge the SHA-256 of the console's code verifier (PKCE, RFC 7636)
 * @param isRedeemed false: the secret is a code; true: the secret is for the next renewal
 * @param secretHash SHA-256 of the one secret that is valid now
 * @param expiresAt when that secret expires
 */
record Grant(
        String id,
        String userId,
        String login,
        String session,
        URI console,
        String challenge,
        boolean isRedeemed,
        String secretHash,
        Instant expiresAt) {

    Grant redeemed(String nextSecretHash, Instant until) {
        return new Grant(id, userId, login, session, console, challenge, true, nextSecretHash, until);
    }
}
