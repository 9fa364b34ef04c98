package dev.elch.playground;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Who listens on which port.
 *
 * @param numbers a number for every port
 * @param notes a sentence for every port that had to move
 */
record PortPlan(Map<Port, Integer> numbers, List<String> notes) {

    private static final int TRIED_AT_MOST = 100;

    PortPlan {
        numbers = Map.copyOf(numbers);
        notes = List.copyOf(notes);
    }

    /**
     * Gives each port the number that was asked for, else its usual one, else the next free one.
     *
     * @param isFree whether a number can be listened on
     * @throws CannotStart when a number that was asked for is taken: the user has a reason for it, so we do not move
     */
    static PortPlan make(Map<Port, Integer> asked, IntPredicate isFree) {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        List<String> notes = new ArrayList<>();
        Set<Integer> given = new HashSet<>(asked.values());
        for (Port port : Port.values()) {
            Integer wanted = asked.get(port);
            if (wanted != null && !isFree.test(wanted)) {
                throw new CannotStart("Port " + wanted + ", which you asked for as " + port.word()
                        + ", is taken. Stop what listens there, or leave out --port " + port.word() + "=" + wanted
                        + ".");
            }
            int number = wanted != null ? wanted : nextFree(port, given, isFree);
            given.add(number);
            numbers.put(port, number);
            if (wanted == null && number != port.usual()) {
                notes.add("Port " + port.usual() + " is taken; " + port.word() + " moved to " + number + ".");
            }
        }
        return new PortPlan(numbers, notes);
    }

    int of(Port port) {
        return Objects.requireNonNull(numbers.get(port), port::word);
    }

    private static int nextFree(Port port, Set<Integer> given, IntPredicate isFree) {
        for (int number = port.usual(); number < port.usual() + TRIED_AT_MOST; number++) {
            if (!given.contains(number) && isFree.test(number)) {
                return number;
            }
        }
        throw new CannotStart("No port from " + port.usual() + " to " + (port.usual() + TRIED_AT_MOST - 1)
                + " is free for " + port.word() + ". Choose one: --port " + port.word() + "=NUMBER.");
    }
}
