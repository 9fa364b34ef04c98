package dev.elch.notification.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who vouches for people.
 *
 * @param jwksUri where the public keys are; null: people are refused
 * @param issuer what {@code iss} must be; null: it is not looked at
 * @param audience what {@code aud} must hold; null: it is not looked at
 */
@ConfigurationProperties("elch.jwt")
public record JwtProperties(
        @Nullable URI jwksUri,
        @Nullable String issuer,
        @Nullable String audience) {}
