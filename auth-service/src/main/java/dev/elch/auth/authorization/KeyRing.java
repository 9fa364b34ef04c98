package dev.elch.auth.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The keys at one moment: which one signs, and which are published. */
record KeyRing(List<SigningKey> keys) {

    static final KeyRing EMPTY = new KeyRing(List.of());

    /** @param keys in any order */
    KeyRing {
        keys = keys.stream()
                .sorted(Comparator.comparingLong(SigningKey::number))
                .toList();
    }

    /** The newest that is active. */
    Optional<SigningKey> signing(Instant now) {
        return keys.stream().filter(key -> !key.activeFrom().isAfter(now)).reduce((older, newer) -> newer);
    }

    Optional<SigningKey> newest() {
        return keys.stream().reduce((older, newer) -> newer);
    }

    /**
     * Those to believe: what is still to sign, what signs, and what has signed tokens that may not be over.
     *
     * @param overlap how long a key is published after the next one has taken over
     */
    List<SigningKey> published(Instant now, Duration overlap) {
        return IntStream.range(0, keys.size())
                .filter(place -> place + 1 == keys.size()
                        || keys.get(place + 1).activeFrom().plus(overlap).isAfter(now))
                .mapToObj(keys::get)
                .toList();
    }
}
