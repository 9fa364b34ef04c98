package dev.elch.notification.ledger;

import dev.elch.contract.MaskedAddress;
import dev.elch.notification.delivery.SignIn;
import org.jspecify.annotations.Nullable;

/**
 * An event that a caller hands in before it is on any topic.
 *
 * @param signIn the event; its time in whole milliseconds, as it will be on the topic
 * @param bodyHash fingerprint of what was handed in, before anything was filled in
 * @param submitter who handed it in
 * @param traceparent trace it belongs to; null when unknown
 */
public record Submission(
        SignIn signIn,
        String bodyHash,
        String submitter,
        @Nullable String traceparent) {

    /** Where the mail goes, masked; empty when there is no address. */
    public String maskedAddress() {
        return MaskedAddress.orEmpty(signIn.email());
    }
}
