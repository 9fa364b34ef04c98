package dev.elch.notification.ledger;

/**
 * An event of the ledger, and how it came there.
 *
 * @param entry where it stands
 * @param bodyHash fingerprint of what was handed in; empty when it came by topic
 * @param submitter who handed it in; empty when it came by topic
 * @param maskedAddress where the mail goes, masked; empty when there is no address
 * @param mailState what a provider reported last about the mail; empty when it reported nothing
 * @param isComplaint whether the recipient called the mail spam
 */
public record SeenEvent(
        LedgerEntry entry,
        String bodyHash,
        String submitter,
        String maskedAddress,
        String mailState,
        boolean isComplaint) {}
