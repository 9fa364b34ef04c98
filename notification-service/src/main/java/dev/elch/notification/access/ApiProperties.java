package dev.elch.notification.access;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call the API, and how often.
 *
 * @param tokens API tokens by the name of their holder; none: machines are refused
 * @param rate how often one caller may call
 */
@ConfigurationProperties("elch.api")
public record ApiProperties(
        @DefaultValue Map<String, Token> tokens,
        @DefaultValue Rate rate) {

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

    /**
     * How often one caller may call this instance.
     *
     * @param burst calls that are let through at once after a rest
     * @param perSecond calls a second in the long run
     */
    public record Rate(
            @DefaultValue("100") int burst,
            @DefaultValue("50") double perSecond) {

        public Rate {
            if (burst < 1) {
                throw new IllegalArgumentException("elch.api.rate.burst is " + burst + ": it must be at least 1");
            }
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException(
                        "elch.api.rate.per-second is " + perSecond + ": it must be more than 0");
            }
        }
    }
}
