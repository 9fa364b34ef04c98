package dev.elch.auth.people;

import java.time.Duration;

/**
 * What a console gets.
 *
 * @param lifetime how long the access token is good
 * @param next what the following renewal wants to see
 */
record Granted(String accessToken, Duration lifetime, Secret next) {}
