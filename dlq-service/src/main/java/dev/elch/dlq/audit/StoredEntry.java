package dev.elch.dlq.audit;

/**
 * An entry as it was found, with the hash that was written down for it.
 *
 * @param hash what {@link AuditEntry#hash()} was when it was written; another one now: the entry was changed
 */
public record StoredEntry(AuditEntry entry, String hash) {}
