package dev.elch.auth.start;

import java.time.Duration;
import java.util.Optional;

/** Something outside of the service without which it makes no sense to start. */
interface Surrounding {

    /** Empty when it is there; otherwise what is missing. Answers within {@code patience}. */
    Optional<CannotStartException> missing(Duration patience);
}
