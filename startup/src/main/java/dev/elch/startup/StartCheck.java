package dev.elch.startup;

import java.time.Duration;
import java.util.Optional;

/** Checks one thing that the service needs at start. May be asked again until it is satisfied. */
public interface StartCheck {

    /** Empty when the service may start; otherwise what is wrong. A dependency that is silent is given {@code limit}. */
    Optional<CannotStartException> problem(Duration limit);
}
