package dev.elch.dlq.api;

import dev.elch.dlq.edit.Misfit;
import java.util.List;

/** A payload does not fit the schema of the event; nothing was changed. */
final class UnfitException extends RuntimeException {

    @SuppressWarnings("serial") // it is never serialized
    private final List<Misfit> misfits;

    UnfitException(List<Misfit> misfits) {
        super("The payload does not fit: " + misfits.size() + (misfits.size() == 1 ? " thing is" : " things are")
                + " wrong.");
        this.misfits = List.copyOf(misfits);
    }

    List<Misfit> misfits() {
        return misfits;
    }
}
