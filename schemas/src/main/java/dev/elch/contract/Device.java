package dev.elch.contract;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a User-Agent header is worth: the family of the browser and the operating system, from a closed list of ours.
 *
 * @param family such as {@code Chrome}; empty when not recognised
 * @param system such as {@code Windows}; empty when not recognised
 */
public record Device(String family, String system) {

    public static final Device UNKNOWN = new Device("", "");

    /** {@code Chrome · Windows}, or the half that is known, or empty. */
    public Optional<String> name() {
        String name = Stream.of(family, system).filter(half -> !half.isEmpty()).collect(Collectors.joining(" · "));
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
