package dev.elch.dlq.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edit of a dead letter.
 *
 * @param number what to send to approve or withdraw it
 * @param state {@code waiting} for a second person, {@code approved}, or {@code withdrawn}
 * @param decidedBy who approved or withdrew it; absent: no approval was needed, or none has been given yet
 * @param changes what differs from the dead letter
 */
record EditView(
        int number,
        String state,
        String by,
        String reason,
        Instant at,
        @Nullable String decidedBy,
        List<ChangeView> changes) {

    static EditView of(Edit edit, Payload original, boolean masked) {
        Map<String, @Nullable Object> before =
                original instanceof Payload.Decoded decoded ? decoded.fields() : Map.of();
        return new EditView(
                edit.number(),
                edit.state().word(),
                edit.actor(),
                edit.reason(),
                edit.at(),
                edit.decidedBy(),
                edit.changes(before).entrySet().stream()
                        .map(change -> ChangeView.of(change.getKey(), change.getValue(), masked))
                        .toList());
    }

    /** One field; {@code pointer} is a JSON pointer (RFC 6901), and an absent value is null. */
    record ChangeView(
            String pointer, @Nullable Object from, @Nullable Object to) {

        static ChangeView of(String pointer, Edit.Change change, boolean masked) {
            boolean isHidden = masked && pointer.equals("/" + DeadLetterView.ADDRESS);
            return new ChangeView(pointer, shown(change.from(), isHidden), shown(change.to(), isHidden));
        }

        private static @Nullable Object shown(@Nullable Object value, boolean isHidden) {
            return isHidden && value != null ? dev.elch.contract.MaskedAddress.of(value.toString()) : value;
        }
    }
}
