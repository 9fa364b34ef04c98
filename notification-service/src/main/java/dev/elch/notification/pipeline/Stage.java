package dev.elch.notification.pipeline;

import java.util.function.Function;

/** How far a record came: it goes on to the next stage with a value, or is handled for now. */
sealed interface Stage<T> {

    static <T> Stage<T> goOn(T value) {
        return new GoOn<>(value);
    }

    static <T> Stage<T> end(Handled handled) {
        return new End<>(handled);
    }

    /** The next stage; left out when the record is handled. */
    <R> Stage<R> then(Function<T, Stage<R>> next);

    /** The last stage; left out when the record is handled. */
    Handled last(Function<T, Handled> last);

    record GoOn<T>(T value) implements Stage<T> {
        @Override
        public <R> Stage<R> then(Function<T, Stage<R>> next) {
            return next.apply(value);
        }

        @Override
        public Handled last(Function<T, Handled> last) {
            return last.apply(value);
        }
    }

    record End<T>(Handled handled) implements Stage<T> {
        @Override
        public <R> Stage<R> then(Function<T, Stage<R>> next) {
            return new End<>(handled);
        }

        @Override
        public Handled last(Function<T, Handled> last) {
            return handled;
        }
    }
}
