package dev.elch.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose JWTs are trusted.
 *
 * @param jwksUri where the public keys are; null: people are refused
 * @param issuer what {@code iss} must be; needed as soon as there is a {@code jwksUri}
 * @param audience what {@code aud} must hold
 */
@ConfigurationProperties("elch.jwt")
public record JwtProperties(
        @Nullable URI jwksUri,
        @Nullable String issuer,
        @DefaultValue("elch") String audience) {

    public JwtProperties {
        if (jwksUri != null
                && (jwksUri.getHost() == null
                        || !String.valueOf(jwksUri.getScheme()).startsWith("http"))) {
            throw new IllegalArgumentException("elch.jwt.jwks-uri is \"" + jwksUri
                    + "\": it must be a complete URL, such as https://auth.example.org/.well-known/jwks.json");
        }
        if (jwksUri != null && (issuer == null || issuer.isBlank())) {
            throw new IllegalArgumentException("elch.jwt.jwks-uri is set and elch.jwt.issuer is not: set it to"
                    + " elch.people.issuer of auth-service, or every token signed with these keys would be believed.");
        }
        if (audience.isBlank()) {
            throw new IllegalArgumentException(
                    "elch.jwt.audience is empty: set it to elch.people.audience of auth-service.");
        }
    }
}
