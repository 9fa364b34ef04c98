package dev.elch.dlq.audit;

import java.util.Optional;

/** Walks along the chain and remembers the first thing that is wrong. */
final class ChainCheck {

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
            wrong("entry " + entry.number() + " was changed");
        }
        head = stored.hash();
    }

    /**
     * The result, once all entries were taken.
     *
     * @param written how many entries there must be at least, and the hash of the last of these
     */
    Verification end(AuditHead written) {
        if (entries < written.number()) {
            wrong("the last " + (written.number() - entries) + " of " + written.number() + " entries are missing");
        } else if (entries == written.number() && !head.equals(written.hash())) {
            wrong("the last entry is not the one that was written");
        }
        return new Verification(entries, head, fault);
    }

    private void wrong(String what) {
        if (fault.isEmpty()) {
            fault = Optional.of(what);
        }
    }
}
