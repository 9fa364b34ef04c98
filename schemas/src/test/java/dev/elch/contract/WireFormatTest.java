package dev.elch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no registry; the round trip through a real one is tested in the testkit. */
class WireFormatTest {

    private static final URI NOBODY_LISTENS = URI.create("http://127.0.0.1:1/apis/registry/v3");

    private final UserSignedIn signIn = UserSignedIn.newBuilder()
            .setEventKey("k")
            .setUserId("github:1")
            .setLogin("bat")
            .setOccurredAt(Instant.EPOCH)
            .build();

    @Test
    void says_what_to_do_when_the_registry_is_not_there() {
        Serializer<UserSignedIn> serializer = WireFormat.serializer(NOBODY_LISTENS);

        assertThatThrownBy(() -> WireFormat.warmUp(serializer, Topics.USER_SIGNED_IN, signIn))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(NOBODY_LISTENS.toString())
                .hasMessageContaining("elch.registry.url");
    }

    @Test
    void a_record_that_can_not_be_read_only_for_want_of_a_registry_is_not_called_undecodable() {
        Deserializer<UserSignedIn> deserializer = WireFormat.deserializer(NOBODY_LISTENS, UserSignedIn.class);

        assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_SIGNED_IN, new byte[] {0, 0, 0, 0, 1, 2, 107}))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "{\"eventKey\":\"k\"}"})
    void what_is_not_in_the_format_is_undecodable_without_asking_anybody(String value) {
        Deserializer<UserSignedIn> deserializer = WireFormat.deserializer(NOBODY_LISTENS, UserSignedIn.class);

        assertThatThrownBy(
                        () -> deserializer.deserialize(Topics.USER_SIGNED_IN, value.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(Topics.USER_SIGNED_IN);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "``|no bytes",
                "0|1 bytes that begin with \"30\"",
                "{\"eventKey\":\"k\"}|16 bytes that begin with \"7b 22 65 76\"",
                "bat@example.mn|14 bytes that begin with \"62 61 74 40\"",
            })
    void what_is_not_in_the_format_is_named_by_its_first_bytes(String value, String named) {
        Deserializer<UserSignedIn> deserializer = WireFormat.deserializer(NOBODY_LISTENS, UserSignedIn.class);

        assertThatThrownBy(
                        () -> deserializer.deserialize(Topics.USER_SIGNED_IN, value.getBytes(StandardCharsets.UTF_8)))
                .hasMessage(
                        "not a value of user-signed-in: " + named + " instead of a zero byte, a schema id and Avro");
    }

    @Test
    void a_tombstone_stays_one() {
        assertThat(WireFormat.deserializer(NOBODY_LISTENS, UserSignedIn.class).deserialize("t", null))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://registry:8080/apis/registry/v3, http://registry:8080/apis/ccompat/v7",
        "http://registry:8080/apis/registry/v3/, http://registry:8080/apis/ccompat/v7",
        "http://registry:8081, http://registry:8081",
    })
    void confluents_client_is_sent_to_confluents_api(URI configured, String used) {
        assertThat(SerdeVendor.confluentApiOf(configured)).isEqualTo(used);
    }
}
