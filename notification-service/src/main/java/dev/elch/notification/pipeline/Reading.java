package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.SignIn;

/** What came of reading an event's bytes; each case is handled by one method of {@link Handling}. */
public sealed interface Reading {

    /** Hands this to the method of {@code handling} that is made for it. */
    <R> R handle(Handling<R> handling);

    /** What is done about each case. */
    interface Handling<R> {

        R read(Read reading);

        R unreadable(Unreadable reading);

        R notNow(NotNow reading);
    }

    record Read(SignIn signIn) implements Reading {
        @Override
        public <R> R handle(Handling<R> handling) {
            return handling.read(this);
        }
    }

    /** The bytes are no event and never will be. */
    record Unreadable(Reason reason) implements Reading {
        @Override
        public <R> R handle(Handling<R> handling) {
            return handling.unreadable(this);
        }
    }

    /** What is needed for reading, the schema, cannot be had at the moment. */
    record NotNow(String why) implements Reading {
        @Override
        public <R> R handle(Handling<R> handling) {
            return handling.notNow(this);
        }
    }
}
