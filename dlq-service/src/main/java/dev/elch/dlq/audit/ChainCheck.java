package dev.elch.dlq.audit;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Walks along the chain and remembers the first thing that is wrong. */
final class ChainCheck {

    /** Entries that are not as they were written, and the hash that they have now: a later erasure may explain it. */
    private final SortedMap<Long, String> changed = new TreeMap<>();

    private long entries;
    private String head = AuditEntry.ORIGIN;
    private Optional<String> fault = Optional.empty();

    /** Takes the entries in the order of their numbers. */
    void next(StoredEntry stored) {
        entries++;
        AuditEntry entry = stored.entry();
        if (entry.number() != entries) {
            wrong("entry " + entries + " is missing: the next one is " + entry.number());
        } else if (!entry.previous().equals(head)) {
            wrong("entry " + entry.number()
                    + " does not follow the one before it: one of the two was replaced or moved");
        } else if (!entry.hash().equals(stored.hash())) {
            changed.put(entry.number(), entry.hash());
        }
        if (entry.isErasure()) {
            explain(entry);
        }
        head = stored.hash();
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
        }
        return new Verification(entries, head, fault);
    }

    private void explain(AuditEntry erasure) {
        erasure.details()
                .forEach((number, hash) -> changed.entrySet()
                        .removeIf(entry -> entry.getKey().toString().equals(number)
                                && entry.getValue().equals(hash)));
    }

    private void wrong(String what) {
        if (fault.isEmpty()) {
            fault = Optional.of(what);
        }
    }
}
