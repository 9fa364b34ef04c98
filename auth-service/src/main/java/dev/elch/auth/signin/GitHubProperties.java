package dev.elch.auth.signin;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What we need from GitHub beyond Spring's own {@code spring.security.oauth2.client} settings.
 *
 * @param emailsUri where the addresses of the signed-in user are listed
 * @param timeout how long GitHub may take for one answer; then the sign-in fails with a page that says so
 */
@ConfigurationProperties("elch.github")
public record GitHubProperties(
        @DefaultValue("https://api.github.com/user/emails") URI emailsUri,
        @DefaultValue("5s") Duration timeout) {

    public GitHubProperties {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("elch.github.timeout must be longer than zero, not " + timeout);
        }
    }
}
