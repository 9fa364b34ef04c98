package dev.elch.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a call of the event webhook comes from SendGrid: ECDSA over the timestamp and the body's bytes as they came,
 * checked before they are parsed. An old call is refused, so that an overheard call cannot be replayed.
 */
public final class SendGridWebhookSignature {

    public static final String SIGNATURE_HEADER = "X-Twilio-Email-Event-Webhook-Signature";
    public static final String TIMESTAMP_HEADER = "X-Twilio-Email-Event-Webhook-Timestamp";

    /** How far SendGrid's clock may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final PublicKey key;
    private final Duration tolerance;
    private final Clock clock;

    private SendGridWebhookSignature(PublicKey key, Duration tolerance, Clock clock) {
        this.key = key;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Checks with this key.
     *
     * @param publicKey base64, as SendGrid shows it in the settings of the webhook
     * @param tolerance how old a call may be; a repeated one changes nothing, because each report is noted once
     * @throws IllegalArgumentException when it is no such key
     */
    public static SendGridWebhookSignature of(String publicKey, Duration tolerance, Clock clock) {
        try {
            byte[] encoded = Base64.getDecoder().decode(publicKey.strip());
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            return new SendGridWebhookSignature(key, tolerance, clock);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "elch.sendgrid.webhook-public-key is not the base64 of an EC public key: copy it from the settings of"
                            + " SendGrid's event webhook",
                    e);
        }
    }

    /** Whether SendGrid signed these bytes recently enough; a missing or malformed header means no. */
    public boolean isValid(@Nullable String signature, @Nullable String timestamp, byte[] body) {
        return signature != null && timestamp != null && isRecent(timestamp) && isSigned(signature, timestamp, body);
    }

    private boolean isRecent(String timestamp) {
        if (!timestamp.matches("\\d{1,11}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        return age.compareTo(tolerance) <= 0 && age.compareTo(AHEAD.negated()) >= 0;
    }

    private boolean isSigned(String signature, String timestamp, byte[] body) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initVerify(key);
            ecdsa.update(timestamp.getBytes(StandardCharsets.US_ASCII));
            ecdsa.update(body);
            return ecdsa.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA256withECDSA", e);
        }
    }
}
