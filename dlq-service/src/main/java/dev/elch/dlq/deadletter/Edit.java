package dev.elch.dlq.deadletter;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An edited event, to be sent instead of the dead letter's own. The dead letter itself never changes.
 *
 * @param number from 1, without gaps within a dead letter; what it names never changes but for its state
 * @param fields the whole payload as it is meant to be
 * @param value the same, encoded
 * @param actor who made it
 * @param reason why
 * @param decidedBy who approved or withdrew it; null: no approval was needed, or none has been given yet
 */
public record Edit(
        int number,
        Map<String, @Nullable Object> fields,
        Bytes value,
        EditState state,
        String actor,
        String reason,
        Instant at,
        @Nullable String decidedBy) {

    public Edit {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The one that counts; empty: there is none, or it was withdrawn. */
    static Optional<Edit> current(List<Edit> edits) {
        return edits.isEmpty()
                ? Optional.empty()
                : Optional.of(edits.get(edits.size() - 1)).filter(last -> last.state() != EditState.WITHDRAWN);
    }

    /** What differs from {@code original}, by JSON pointer (RFC 6901) in the order of the fields. */
    public Map<String, Change> changes(Map<String, @Nullable Object> original) {
        Map<String, Change> changes = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            Object before = original.get(name);
            if (!Objects.equals(before, value)) {
                changes.put("/" + name, new Change(before, value));
            }
        });
        return changes;
    }

    /** One field as text; empty when it is absent or null. */
    Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).map(Object::toString);
    }

    public Edit in(EditState next, String by) {
        return new Edit(number, fields, value, next, actor, reason, at, by);
    }

    /** One field before and after. */
    public record Change(@Nullable Object from, @Nullable Object to) {}
}
