package dev.elch.dlq.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.contract.UserSignedIn;
import dev.elch.dlq.edit.EventField.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class EventFieldTest {

    private final Schema contract = UserSignedIn.getClassSchema();

    @Test
    void the_contract_has_texts_a_flag_and_an_instant_and_its_key_is_locked() {
        List<EventField> fields = EventField.of(contract);

        assertThat(fields)
                .extracting(EventField::name)
                .containsExactlyElementsOf(
                        contract.getFields().stream().map(Schema.Field::name).toList());
        assertThat(fields)
                .contains(
                        new EventField("login", Kind.TEXT, false, false, "Login name at the provider."),
                        new EventField("occurredAt", Kind.INSTANT, false, false, "When the sign-in succeeded."))
                .anyMatch(field -> field.name().equals("newDevice") && field.kind() == Kind.FLAG)
                .anyMatch(field -> field.name().equals("email") && field.isNullable())
                .filteredOn(EventField::isLocked)
                .extracting(EventField::name)
                .containsExactly("eventKey");
    }

    @Test
    void a_field_that_is_added_to_the_schema_appears() {
        Schema withCountry =
                SchemaBuilder.unionOf().nullType().and().stringType().endUnion();

        assertThat(EventField.of(
                        plus(new Schema.Field("country", withCountry, "Where from.", Schema.Field.NULL_DEFAULT_VALUE))))
                .hasSize(contract.getFields().size() + 1)
                .endsWith(new EventField("country", Kind.TEXT, true, false, "Where from."));
    }

    @Test
    void a_type_that_cannot_be_edited_yet_is_named() {
        Schema.Field age = new Schema.Field("age", Schema.create(Schema.Type.INT));

        assertThatThrownBy(() -> EventField.of(plus(age))).hasMessageContaining("field age is \"int\"");
    }

    private Schema plus(Schema.Field field) {
        List<Schema.Field> fields = new ArrayList<>();
        contract.getFields().forEach(known -> fields.add(new Schema.Field(known, known.schema())));
        fields.add(field);
        return Schema.createRecord(contract.getName(), contract.getDoc(), contract.getNamespace(), false, fields);
    }
}
