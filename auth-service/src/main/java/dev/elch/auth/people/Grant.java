package dev.elch.auth.people;

import java.net.URI;
import java.time.Instant;

/**
 * That a console may have tokens for somebody.
 *
 * @param session reference of the session in which it was given; it ends with that session
 * @param console where the console is
 * @param challenge the SHA-256 of what the console kept to itself (PKCE, RFC 7636)
 * @param isRedeemed false: the secret is a code that is good once; true: the secret is for the next renewal
 * @param secretHash SHA-256 of the one secret that is good now
 * @param expiresAt when that secret is over
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
