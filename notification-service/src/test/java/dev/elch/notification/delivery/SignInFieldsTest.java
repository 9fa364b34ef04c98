package dev.elch.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.UserSignedIn;
import dev.elch.notification.ledger.MongoSignIns;
import dev.elch.notification.record.AvroSignIns;
import java.time.Instant;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SignInFieldsTest {

    private final Instant occurredAt = Instant.parse("2026-03-01T10:00:00.123Z");
    private final SignIn full = new SignIn(
            "event-1",
            "github:1",
            "bold",
            "bold@example.com",
            "Болд",
            "github",
            "203.0.113.7",
            "curl/8",
            "mn",
            true,
            "session-1",
            occurredAt);
    private final SignIn sparse =
            new SignIn("event-2", "github:2", "bat", null, null, "github", null, null, null, false, null, occurredAt);

    @Test
    void the_table_has_every_field_of_the_schema() {
        assertThat(SignInFields.values(full).keySet())
                .containsExactlyInAnyOrderElementsOf(UserSignedIn.getClassSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
    }

    @Test
    void an_event_comes_back_as_it_was_published() {
        assertThat(AvroSignIns.signIn(AvroSignIns.event(full))).isEqualTo(full);
        assertThat(AvroSignIns.signIn(AvroSignIns.event(sparse))).isEqualTo(sparse);
    }

    @Test
    void a_document_comes_back_as_it_was_stored() {
        assertThat(MongoSignIns.signIn("event-1", null, MongoSignIns.document(full)))
                .isEqualTo(full);
        assertThat(MongoSignIns.signIn("event-2", null, MongoSignIns.document(sparse)))
                .isEqualTo(sparse);
    }

    /** Events in the ledgers of running systems were fingerprinted so: another value would make conflicts of them. */
    @Test
    void a_fingerprint_stays_what_it_was() {
        assertThat(Fingerprint.of(full)).isEqualTo("b295f1d5aa40429fa509e19afdc6886a212318b0f465c1b6df1c39af5c3e6577");
        assertThat(Fingerprint.of(sparse))
                .isEqualTo("6185403126d816f9eb57575d509c12c97b2f627e0578dee73afa1941738805bc");
    }
}
