package dev.elch.dlq.audit;

import dev.elch.startup.Base64Secrets;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the audit log is protected.
 *
 * @param keys secrets by key id, base64, 32 bytes or more each, with which entries are hashed, so that no one who can write to the
 *     database can compute the log anew; none: an intruder can. An old key stays here for ever, because it checks what it hashed
 * @param signingKey id of the key for new entries; empty: the only key there is
 * @param witnessEvery how often the newest entry is written to the service's log, as a witness outside the database
 */
@ConfigurationProperties("elch.audit")
record AuditProperties(
        @DefaultValue Map<String, String> keys,
        @DefaultValue("") String signingKey,
        @DefaultValue("1h") Duration witnessEvery) {

    AuditProperties {
        keys = Map.copyOf(keys);
        signingKey = Base64Secrets.chosen("elch.audit.signing-key", signingKey, keys.keySet());
        Base64Secrets.decodeSigning("elch.audit.keys", keys);
        if (witnessEvery.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "elch.audit.witness-every is " + witnessEvery + ": it must be at least 1 s");
        }
    }

    AuditHashes hashes() {
        return new AuditHashes(Base64Secrets.decodeSigning("elch.audit.keys", keys), signingKey);
    }

    @Override
    public String toString() {
        return "AuditProperties[keys=" + keys.keySet() + ", signingKey=" + signingKey + ", witnessEvery=" + witnessEvery
                + "]";
    }
}
