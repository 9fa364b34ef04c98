package dev.elch.dlq.edit;

import dev.elch.contract.UserSignedIn;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The fields of an event, for editing one. */
@RestController
class FieldController {

    private final FieldsView fields = new FieldsView(EventField.of(UserSignedIn.getClassSchema()).stream()
            .map(FieldView::of)
            .toList());

    @GetMapping("/api/admin/dlq/fields")
    FieldsView fields() {
        return fields;
    }

    /** In the order of the schema. */
    record FieldsView(List<FieldView> fields) {}

    /**
     * One field.
     *
     * @param type {@code text}, {@code flag} (true or false) or {@code instant} (ISO 8601, in UTC)
     * @param nullable whether it may be null
     * @param locked whether an edit must leave it as it is
     * @param doc what it says; empty: the schema has no words for it
     */
    record FieldView(String name, String type, boolean nullable, boolean locked, String doc) {
        static FieldView of(EventField field) {
            return new FieldView(field.name(), field.kind().word(), field.isNullable(), field.isLocked(), field.doc());
        }
    }
}
