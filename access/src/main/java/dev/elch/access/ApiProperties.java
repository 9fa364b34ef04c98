package dev.elch.access;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which machines may call the API.
 *
 * @param tokens API tokens by the name of their holder, which logs show; none: machines are refused
 */
@ConfigurationProperties("elch.api")
public record ApiProperties(@DefaultValue Map<String, Token> tokens) {

    public ApiProperties {
        tokens = Map.copyOf(tokens);
    }

    /**
     * One API token.
     *
     * @param sha256 SHA-256 of the token in hexadecimal digits: the token itself is written down nowhere
     * @param role what its holder may do
     */
    public record Token(
            String sha256, @DefaultValue("VIEWER") Role role) {

        public Token {
            if (!sha256.matches("[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException("sha256 of an API token must have 64 hexadecimal digits, but has "
                        + sha256.length() + " characters. Make it with: printf %s \"$TOKEN\" | sha256sum");
            }
        }
    }
}
