package dev.elch.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridWebhookSignatureTest {

    private final SettableClock clock = SettableClock.at("2025-12-19T06:05:00Z");
    private final String timestamp = Long.toString(clock.instant().getEpochSecond());
    private final byte[] body = "[{\"event\":\"delivered\"}]\r\n".getBytes(StandardCharsets.UTF_8);
    private KeyPair keys;
    private SendGridWebhookSignature webhook;

    @BeforeEach
    void makeKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        webhook = SendGridWebhookSignature.of(base64(keys.getPublic().getEncoded()), Duration.ofHours(25), clock);
    }

    @Test
    void takes_what_sendgrid_signed() throws GeneralSecurityException {
        assertThat(webhook.isValid(signed(timestamp, body), timestamp, body)).isTrue();
    }

    @Test
    void refuses_another_body_however_alike() throws GeneralSecurityException {
        byte[] withoutLineBreak = "[{\"event\":\"delivered\"}]".getBytes(StandardCharsets.UTF_8);
        assertThat(webhook.isValid(signed(timestamp, body), timestamp, withoutLineBreak))
                .isFalse();
    }

    @Test
    void refuses_another_time() throws GeneralSecurityException {
        String later = Long.toString(Long.parseLong(timestamp) + 1);
        assertThat(webhook.isValid(signed(timestamp, body), later, body)).isFalse();
    }

    @Test
    void refuses_what_another_key_signed() throws GeneralSecurityException {
        String signature = signed(timestamp, body);
        makeKeys();
        assertThat(webhook.isValid(signature, timestamp, body)).isFalse();
    }

    @Test
    void takes_what_sendgrid_repeats_for_a_day_and_refuses_what_is_older_or_ahead() throws GeneralSecurityException {
        String signature = signed(timestamp, body);
        clock.advance(Duration.ofHours(25));
        assertThat(webhook.isValid(signature, timestamp, body)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(webhook.isValid(signature, timestamp, body)).isFalse();
        clock.jumpTo(clock.instant().minus(Duration.ofHours(25).plusSeconds(302)));
        assertThat(webhook.isValid(signature, timestamp, body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "AAAA", "MEUCIQ=="})
    void refuses_a_malformed_signature(String signature) {
        assertThat(webhook.isValid(signature, timestamp, body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "99999999999999999999"})
    void refuses_a_malformed_time(String time) throws GeneralSecurityException {
        assertThat(webhook.isValid(signed(time, body), time, body)).isFalse();
    }

    @Test
    void refuses_missing_headers() throws GeneralSecurityException {
        assertThat(webhook.isValid(null, timestamp, body)).isFalse();
        assertThat(webhook.isValid(signed(timestamp, body), null, body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "AAAA"})
    void says_that_a_key_is_none(String key) {
        assertThatThrownBy(() -> SendGridWebhookSignature.of(key, Duration.ofHours(25), clock))
                .hasMessageContaining("elch.sendgrid.webhook-public-key is not");
    }

    private String signed(String time, byte[] content) throws GeneralSecurityException {
        Signature ecdsa = Signature.getInstance("SHA256withECDSA");
        ecdsa.initSign(keys.getPrivate());
        ecdsa.update(time.getBytes(StandardCharsets.US_ASCII));
        ecdsa.update(content);
        return base64(ecdsa.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
