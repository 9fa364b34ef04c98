package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Outcome;
import java.time.Instant;
import java.util.function.Supplier;

/** What the intake is to do with a record now. */
public sealed interface Handled {

    /**
     * The outcome is durable: the offset may be committed.
     *
     * @param providerAnswered whether a provider was asked and its answer was not that it can not work
     */
    record Done(boolean providerAnswered) implements Handled {}

    /**
     * Something that we need does not answer, or somebody else holds the event: the record is handled once more, from the
     * start. It stays uncommitted.
     */
    record Again(Instant notBefore) implements Handled {}

    /**
     * It is not due yet, and all that can be done before is done: the rest is for the time when it is due. Nothing is claimed,
     * so that the rest may be forgotten and the record handled from the start. The record stays uncommitted.
     */
    record Prepared(Instant dueAt, Supplier<Handled> rest) implements Handled {}

    /**
     * The outcome is known and not yet durable: only what is left is done, without the provider. The record stays
     * uncommitted.
     */
    record Unfinished(Instant notBefore, Supplier<Handled> rest) implements Handled {}

    /** The provider can not work for anybody: the record stays uncommitted, and work for the provider stops. */
    record Paused(Outcome.Pause pause) implements Handled {}
}
