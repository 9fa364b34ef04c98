package dev.elch.dlq.replay;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A piece of a job's membership. Entries and their tally are one document, so that a count can never disagree with what it
 * counts, whatever crashes.
 *
 * @param number from 0
 * @param version goes up with every change
 */
public record ReplayPage(String job, int number, long version, List<ReplayEntry> entries) {

    /** Entries of a full page: small enough to rewrite for every batch, large enough to keep pages few. */
    public static final int SIZE = 200;

    public ReplayPage {
        entries = List.copyOf(entries);
    }

    static String id(String job, int number) {
        return job + "~" + number;
    }

    String id() {
        return id(job, number);
    }

    /** This page with every entry as {@code change} makes it. */
    ReplayPage change(UnaryOperator<ReplayEntry> change) {
        return new ReplayPage(job, number, version, entries.stream().map(change).toList());
    }

    public List<ReplayEntry> in(ReplayEntryState state) {
        return entries.stream().filter(entry -> entry.state() == state).toList();
    }

    Balance balance() {
        return Balance.of(entries);
    }
}
