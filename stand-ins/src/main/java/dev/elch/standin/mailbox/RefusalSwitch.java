package dev.elch.standin.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** While it is on, the mail server refuses every mail. It turns itself off after a while. Safe for many threads. */
final class RefusalSwitch {

    static final Duration LONGEST = Duration.ofMinutes(60);

    private final Clock clock;
    private final Runnable changed;
    private volatile @Nullable Instant end;

    /** @param changed called after every change that a person made */
    RefusalSwitch(Clock clock, Runnable changed) {
        this.clock = clock;
        this.changed = changed;
    }

    /** @param span how long, at most {@link #LONGEST} */
    void turnOn(Duration span) {
        end = clock.instant().plus(span.compareTo(LONGEST) < 0 ? span : LONGEST);
        changed.run();
    }

    void turnOff() {
        end = null;
        changed.run();
    }

    /** When it turns itself off; empty when it is off. */
    Optional<Instant> onUntil() {
        return Optional.ofNullable(end).filter(clock.instant()::isBefore);
    }
}
