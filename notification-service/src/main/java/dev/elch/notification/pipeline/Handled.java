package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Outcome;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the intake is to do with a record now. Each case has one method of {@link Receiver}: a forgotten one does not compile. */
public sealed interface Handled {

    /** Hands this to the method of {@code receiver} that is made for it. */
    void report(Receiver receiver);

    /** Does what each case asks for. */
    interface Receiver {

        void done(Done handled);

        void again(Again handled);

        void prepared(Prepared handled);

        void unfinished(Unfinished handled);

        void failed(Failed handled);

        void paused(Paused handled);
    }

    /** What a record's attempt says about the provider. */
    enum ProviderAnswer {
        /** It was asked, and did its work, whatever it thought of the mail. */
        WORKS,

        /** It was asked, and its answer may mean that it cannot work. */
        IN_DOUBT,

        /** It was not asked. */
        NONE
    }

    /** The outcome is durable: the offset may be committed. */
    record Done(ProviderAnswer answer) implements Handled {
        @Override
        public void report(Receiver receiver) {
            receiver.done(this);
        }
    }

    /**
     * Something that we need does not answer, or another process holds the event: the record is handled once more, from the
     * start. It stays uncommitted.
     */
    record Again(Instant notBefore) implements Handled {
        @Override
        public void report(Receiver receiver) {
            receiver.again(this);
        }
    }

    /**
     * It is not due yet, and all that can be done before is done: the rest is for the time when it is due. Nothing is claimed,
     * so that the rest may be forgotten and the record handled from the start. The record stays uncommitted.
     */
    record Prepared(Instant dueAt, Supplier<Handled> rest) implements Handled {
        @Override
        public void report(Receiver receiver) {
            receiver.prepared(this);
        }
    }

    /**
     * The outcome is known and not yet durable: only what is left is done, without the provider. The record stays
     * uncommitted.
     */
    record Unfinished(Instant notBefore, Supplier<Handled> rest) implements Handled {
        @Override
        public void report(Receiver receiver) {
            receiver.unfinished(this);
        }
    }

    /**
     * It failed in a way that was not foreseen, and may always do so: it is tried again a limited number of times. The record
     * stays uncommitted until then.
     *
     * @param rest what is left to be done; null: all of it
     */
    record Failed(Throwable cause, @Nullable Supplier<Handled> rest) implements Handled {
        @Override
        public void report(Receiver receiver) {
            receiver.failed(this);
        }
    }

    /** The provider cannot work at all: the record stays uncommitted, and work for the provider stops. */
    record Paused(Outcome.Pause pause) implements Handled {
        @Override
        public void report(Receiver receiver) {
            receiver.paused(this);
        }
    }
}
