package dev.elch.dlq.audit;

/**
 * An entry as it was found, with the hash that was written down for it.
 *
 * @param hash what the entry was hashed to when it was written; if its hash is another one now, the entry was changed
 */
public record StoredEntry(AuditEntry entry, String hash) {}
