package dev.elch.notification.start;

import java.time.Duration;
import java.util.Optional;

/** Looks whether one thing that the service needs is there. */
interface StartCheck {

    /** Empty when it is there; otherwise what is missing. Returns within about {@code patience}. */
    Optional<MissingPieceException> missing(Duration patience);
}
