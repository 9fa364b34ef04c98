package dev.elch.notification.pipeline;

import dev.elch.notification.record.Envelope;

/** Makes a sign-in out of bytes. Safe for use by many threads at once. */
public interface SignInReader {

    Reading read(Envelope.Content value);
}
