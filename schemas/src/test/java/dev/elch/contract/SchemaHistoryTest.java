package dev.elch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A schema may only change so that old readers read new records and new readers read old ones, over all versions that ever
 * were. Every released version stays in {@code src/test/resources/history}.
 */
class SchemaHistoryTest {

    private static final Path HISTORY = Path.of("src/test/resources/history");

    private final SchemaValidator fullTransitive =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    @ParameterizedTest
    @ValueSource(classes = {UserSignedIn.class, NotificationSettled.class})
    void is_compatible_with_all_earlier_versions(Class<? extends SpecificRecord> record) throws Exception {
        fullTransitive.validate(current(record), versionsOf(record));
    }

    @ParameterizedTest
    @ValueSource(classes = {UserSignedIn.class, NotificationSettled.class})
    void is_kept_in_the_history(Class<? extends SpecificRecord> record) throws Exception {
        assertThat(versionsOf(record).get(0))
                .as("copy the changed %s.avsc to %s as the next version", record.getSimpleName(), HISTORY)
                .isEqualTo(withoutJavaTypes(current(record)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'mandatory', 'type': 'string'}",
                "{'name': 'login', 'type': 'long', 'default': 0}",
            })
    void a_field_that_breaks_a_reader_is_found(String field) throws Exception {
        Schema breaking = new Schema.Parser()
                .parse("{'type': 'record', 'name': 'UserSignedIn', 'namespace': 'dev.elch.contract', 'fields': [%s]}"
                        .formatted(field)
                        .replace('\'', '"'));

        assertThatThrownBy(() -> fullTransitive.validate(breaking, versionsOf(UserSignedIn.class)))
                .isInstanceOf(SchemaValidationException.class);
    }

    private static Schema current(Class<? extends SpecificRecord> record) throws ReflectiveOperationException {
        return (Schema) record.getMethod("getClassSchema").invoke(null);
    }

    /** Newest first. */
    private static List<Schema> versionsOf(Class<?> record) throws IOException {
        try (var files = Files.list(HISTORY)) {
            return files.filter(file -> file.getFileName().toString().startsWith(record.getSimpleName() + "-v"))
                    .sorted(Comparator.comparingInt(SchemaHistoryTest::version).reversed())
                    .map(SchemaHistoryTest::parse)
                    .toList();
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll(".*-v(\\d+)\\.avsc", "$1"));
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    private static Schema withoutJavaTypes(Schema schema) {
        return new Schema.Parser()
                .parse(schema.toString()
                        .replaceAll(",\"avro.java.string\":\"String\"", "")
                        .replaceAll("\\{\"type\":\"string\"}", "\"string\""));
    }
}
