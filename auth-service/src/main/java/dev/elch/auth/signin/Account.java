package dev.elch.auth.signin;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An account at the provider, as it was at the moment of the sign-in.
 *
 * @param userId {@code <provider>:<id at the provider>}, which never changes, unlike the login
 * @param login login name at the provider
 * @param email primary verified address; null when the account has none, and then no mail can be sent
 * @param name display name as the user wrote it; null when the account has none
 * @param provider who authenticated the user, for example {@code github}
 */
public record Account(
        String userId,
        String login,
        @Nullable String email,
        @Nullable String name,
        String provider) implements Serializable {

    public Account {
        if (!userId.startsWith(provider + ":") || userId.length() == provider.length() + 1) {
            throw new IllegalArgumentException("userId \"" + userId + "\" is not " + provider + ":<id>");
        }
        if (login.isBlank()) {
            throw new IllegalArgumentException("login of " + userId + " is empty");
        }
    }
}
