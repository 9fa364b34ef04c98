package dev.elch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {

    @Test
    void avro_reads_back_a_sign_in_once_our_records_are_trusted() throws Exception {
        TrustedRecords.install();
        UserSignedIn signIn = UserSignedIn.newBuilder()
                .setEventKey("k")
                .setUserId("github:1")
                .setLogin("bat")
                .setName("Бат-Эрдэнэ")
                .setOccurredAt(Instant.parse("2026-03-01T10:00:00.123Z"))
                .build();

        var bytes = new BinaryMessageEncoder<UserSignedIn>(SpecificData.get(), UserSignedIn.getClassSchema())
                .encode(signIn);

        assertThat(new BinaryMessageDecoder<UserSignedIn>(SpecificData.get(), UserSignedIn.getClassSchema())
                        .decode(bytes))
                .isEqualTo(signIn);
    }

    @Test
    void every_topic_is_created_once() {
        assertThat(Topics.all()).hasSize(10).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "user@example.com, u***@example.com",
        "u@example.com, u***@example.com",
        "бат@жишээ.мон, б***@жишээ.мон",
        "@example.com, ***",
        "nobody, ***",
        "'', ***",
    })
    void an_address_shows_its_first_letter_and_its_domain(String address, String masked) {
        assertThat(MaskedAddress.of(address)).isEqualTo(masked);
    }
}
