package dev.elch.dlq.audit;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Walks along the chain and remembers the first thing that is wrong. */
final class ChainCheck {

    private final AuditHashes hashes;
    private final AuditHead witnessed;

    /** Entries that are not as they were written: a later erasure may explain it. */
    private final SortedMap<Long, AuditEntry> changed = new TreeMap<>();

    private long entries;
    private String head = AuditEntry.ORIGIN;
    private Optional<String> fault = Optional.empty();

    /** @param witnessed an entry that was kept elsewhere and has to be there; {@link AuditHead#NONE}: none */
    ChainCheck(AuditHashes hashes, AuditHead witnessed) {
        this.hashes = hashes;
        this.witnessed = witnessed;
    }

    /** Takes the entries in the order of their numbers. */
    void next(StoredEntry stored) {
        entries++;
        AuditEntry entry = stored.entry();
        if (entry.number() != entries) {
            wrong("entry " + entries + " is missing: the next one is " + entry.number());
        } else if (!entry.previous().equals(head)) {
            wrong("entry " + entry.number()
                    + " does not follow the one before it: one of the two was replaced or moved");
        } else if (AuditHashes.isKeyed(head) && !AuditHashes.isKeyed(stored.hash())) {
            wrong("entry " + entry.number() + " was written without a key, and the one before it with one");
        } else if (!hashes.knowsKeyOf(stored.hash())) {
            wrong("entry " + entry.number() + " has the key " + AuditHashes.keyOf(stored.hash())
                    + ", which is none of elch.audit.keys");
        } else if (!hashes.isHashOf(entry, stored.hash())) {
            changed.put(entry.number(), entry);
        }
        if (entry.number() == witnessed.number() && !stored.hash().equals(witnessed.hash())) {
            wrong("entry " + entry.number() + " is not the one that was kept elsewhere");
        }
        if (entry.isErasure()) {
            entry.details().forEach(this::explain);
        }
        head = stored.hash();
    }

    private void explain(String number, String hash) {
        changed.values()
                .removeIf(entry -> Long.toString(entry.number()).equals(number) && hashes.isHashOf(entry, hash));
    }

    /**
     * The result, once all entries were taken.
     *
     * @param written how many entries there must be at least, and the hash of the last of these
     */
    Verification end(AuditHead written) {
        changed.keySet().stream().findFirst().ifPresent(number -> wrong("entry " + number + " was changed"));
        if (entries < written.number()) {
            wrong("the last " + (written.number() - entries) + " of " + written.number() + " entries are missing");
        } else if (entries == written.number() && !head.equals(written.hash())) {
            wrong("the last entry is not the one that was written");
        } else if (entries < witnessed.number()) {
            wrong("entry " + witnessed.number() + ", which was kept elsewhere, is missing");
        } else if (entries > 0 && hashes.areKeyed() && !AuditHashes.isKeyed(head)) {
            wrong(
                    "the last entry was written without a key: the log was computed anew, or a service without the key writes to it");
        }
        return new Verification(entries, head, fault);
    }

    private void wrong(String what) {
        if (fault.isEmpty()) {
            fault = Optional.of(what);
        }
    }
}
