package dev.elch.dlq.preview;

import java.util.List;

/** How many dead letters of a selection have the same cause; {@code group} is a value for the filter of that name. */
public record CauseCountView(String group, String kind, String code, long deadLetters) {

    public static List<CauseCountView> of(Scope scope) {
        return scope.largest().stream().map(CauseCountView::of).toList();
    }

    private static CauseCountView of(CauseCount cause) {
        return new CauseCountView(cause.group(), cause.kind(), cause.code(), cause.deadLetters());
    }
}
