package dev.elch.auth.outbox;

import dev.elch.auth.signin.SignIn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in as the history tells it.
 *
 * @param publishedAt when the broker acknowledged its event; null: not yet
 * @param disputedAt when the user disputed it; null: not disputed, or the dispute was withdrawn
 * @param endedEverywhereAt when all sessions of the user were ended for it; null: they were not
 */
public record PastSignIn(
        SignIn signIn,
        @Nullable Instant publishedAt,
        @Nullable Instant disputedAt,
        @Nullable Instant endedEverywhereAt) {

    public boolean isPublished() {
        return publishedAt != null;
    }

    public boolean isDisputed() {
        return disputedAt != null;
    }

    public boolean isEndedEverywhere() {
        return endedEverywhereAt != null;
    }
}
