package dev.elch.notification.crash;

import java.util.List;
import java.util.function.Predicate;

/** The numbers of a run, as the table of docs/crashes.md. */
final class CrashTable {

    private CrashTable() {}

    static void print(String whenUnknown, int deaths, List<Found> found) {
        System.out.printf("%nwhen-unknown=%s, %d processes killed with kill -9%n", whenUnknown, deaths);
        System.out.println(
                "| killed at | events | sent | dead | suppressed | lost | sent twice | unknown in the journal |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (CrashPoint point : CrashPoint.values()) {
            print(
                    point.words(),
                    found.stream()
                            .filter(event -> CrashPoint.of(event.eventKey()) == point)
                            .toList());
        }
        print("all", found);
    }

    static void print(String title, List<Found> found) {
        System.out.printf(
                "| %s | %d | %d | %d | %d | %d | %d | %d |%n",
                title,
                found.size(),
                count(found, event -> event.state().equals("SENT")),
                count(found, event -> event.state().equals("DEAD")),
                count(found, event -> event.state().equals("SUPPRESSED")),
                count(found, event -> !event.isAtItsEnd()),
                count(found, Found::isDuplicate),
                count(found, Found::isUnknownOnce));
    }

    private static long count(List<Found> found, Predicate<Found> which) {
        return found.stream().filter(which).count();
    }
}
