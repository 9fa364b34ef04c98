package dev.elch.dlq.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The console.
 *
 * @param signIn where people sign in, as their browser reaches auth-service; null: the console asks for an API token
 */
@ConfigurationProperties("elch.console")
public record ConsoleProperties(@Nullable URI signIn) {

    public ConsoleProperties {
        if (signIn != null
                && (signIn.getHost() == null
                        || !String.valueOf(signIn.getScheme()).startsWith("http"))) {
            throw new IllegalArgumentException("elch.console.sign-in is \"" + signIn
                    + "\": it must be the complete address of auth-service, such as https://auth.example.org");
        }
    }

    /** Scheme, host and port as a content security policy source, after a space; empty: no other origin is called. */
    String alsoCalled() {
        return signIn == null ? "" : " " + signIn.getScheme() + "://" + signIn.getRawAuthority();
    }
}
