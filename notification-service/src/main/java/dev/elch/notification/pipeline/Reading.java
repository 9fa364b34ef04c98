package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.SignIn;

/** What came of reading an event's bytes. */
public sealed interface Reading {

    record Read(SignIn signIn) implements Reading {}

    /** The bytes are no event and never will be. */
    record Unreadable(Reason reason) implements Reading {}

    /** What is needed for reading, the schema, cannot be had at the moment. */
    record NotNow(String why) implements Reading {}
}
