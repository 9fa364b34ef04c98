package dev.elch.notification.provider;

import java.util.ArrayList;
import java.util.List;

/** A table of the page, row by row. */
final class MatrixTable {

    private final List<String> lines = new ArrayList<>();

    MatrixTable(String title, String when) {
        lines.add("## " + title);
        lines.add("| " + when + " | answer | outcome |");
        lines.add("|---|---|---|");
    }

    void row(String when, String answer, String outcome) {
        lines.add("| " + when + " | " + answer + " | `" + outcome + "` |");
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
