package dev.elch.auth.authorization;

import java.time.Duration;

/**
 * What a console gets for a code or a refresh token.
 *
 * @param lifetime how long the access token is valid
 * @param next the refresh token for the next renewal
 */
record TokenResponse(String accessToken, Duration lifetime, Secret next) {}
