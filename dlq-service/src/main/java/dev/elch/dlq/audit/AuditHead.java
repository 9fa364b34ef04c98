package dev.elch.dlq.audit;

/**
 * The end of the chain.
 *
 * @param number of the last entry; 0: there is none
 * @param hash of the last entry
 */
record AuditHead(long number, String hash) {

    static final AuditHead NONE = new AuditHead(0, AuditEntry.ORIGIN);
}
