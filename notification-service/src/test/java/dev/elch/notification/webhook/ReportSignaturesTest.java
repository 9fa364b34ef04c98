package dev.elch.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportSignaturesTest {

    private static final byte[] OLD = bytes("an old secret of thirty-two bytes");
    private static final byte[] NEW = bytes("a new secret of thirty-two bytes.");
    private static final byte[] KEY = bytes("event-1");
    private static final byte[] VALUE = bytes("{\"event\":\"bounce\"}");

    private final ReportSignatures before = new ReportSignatures(Map.of("old", OLD), "old");
    private final ReportSignatures during = new ReportSignatures(Map.of("old", OLD, "new", NEW), "new");
    private final ReportSignatures after = new ReportSignatures(Map.of("new", NEW), "new");

    @Test
    void believes_what_it_signed_and_nothing_that_was_changed() {
        String signature = before.sign(KEY, VALUE);

        assertThat(before.isOurs(signature, KEY, VALUE)).isTrue();
        assertThat(before.isOurs(signature, bytes("event-2"), VALUE)).isFalse();
        assertThat(before.isOurs(signature, KEY, bytes("{\"event\":\"delivered\"}")))
                .isFalse();
        assertThat(before.isOurs(signature, bytes("event-1{"), bytes("\"event\":\"bounce\"}")))
                .isFalse();
        assertThat(before.isOurs(signature, null, VALUE)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "old", "old.", "old.AAAA", "other.AAAA", "\u0000"})
    void believes_no_record_without_a_signature_of_ours(String signature) {
        assertThat(before.isOurs(signature, KEY, VALUE)).isFalse();
    }

    @Test
    void believes_both_keys_while_they_change() {
        assertThat(during.isOurs(before.sign(KEY, VALUE), KEY, VALUE)).isTrue();
        assertThat(during.sign(KEY, VALUE)).startsWith("new.");
        assertThat(after.isOurs(during.sign(KEY, VALUE), KEY, VALUE)).isTrue();
        assertThat(after.isOurs(before.sign(KEY, VALUE), KEY, VALUE)).isFalse();
    }

    @Test
    void neither_signs_nor_believes_without_a_key() {
        ReportSignatures none = new ReportSignatures(Map.of(), "");

        assertThat(none.isOurs(before.sign(KEY, VALUE), KEY, VALUE)).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> none.sign(KEY, VALUE))
                .withMessageContaining("set elch.webhook.keys.<id>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
