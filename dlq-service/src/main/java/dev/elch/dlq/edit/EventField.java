package dev.elch.dlq.edit;

import java.util.List;
import java.util.Locale;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A field of the event as an editor needs to know it; all of it comes from the schema of the contract.
 *
 * @param kind what its value is
 * @param isNullable whether it may have no value
 * @param isLocked whether an edit must leave it as it is
 * @param doc what it says, for people; empty: the schema has no words for it
 */
public record EventField(String name, Kind kind, boolean isNullable, boolean isLocked, String doc) {

    /** The kinds of values that can be edited. */
    public enum Kind {
        TEXT,
        /** True or false. */
        FLAG,
        /** A point in time, to the millisecond. */
        INSTANT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In the order of the schema. */
    public static List<EventField> of(Schema schema) {
        return schema.getFields().stream().map(EventField::of).toList();
    }

    static EventField of(Schema.Field field) {
        String doc = field.doc();
        return new EventField(
                field.name(),
                kindOf(field),
                field.schema().isNullable(),
                field.name().equals(PayloadCheck.EVENT_KEY),
                doc == null ? "" : doc);
    }

    private static Kind kindOf(Schema.Field field) {
        Schema type = typeOf(field);
        if (type.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            return Kind.INSTANT;
        }
        return switch (type.getType()) {
            case STRING -> Kind.TEXT;
            case BOOLEAN -> Kind.FLAG;
            default ->
                throw new IllegalStateException("field " + field.name() + " is " + type
                        + ", which cannot be edited yet: add its kind to EventField");
        };
    }

    /** The type of a field, or the other one where it may be null. */
    private static Schema typeOf(Schema.Field field) {
        return field.schema().isUnion()
                ? field.schema().getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : field.schema();
    }
}
