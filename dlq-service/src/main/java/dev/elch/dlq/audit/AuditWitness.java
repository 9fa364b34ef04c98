package dev.elch.dlq.audit;

import dev.elch.dlq.MongoAnswers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the newest entry outside the database: writes it to the log of this service now and then, and looks whether the one that
 * it wrote last is still there. So entries that were removed from the end of the chain are missed.
 */
final class AuditWitness {

    private static final Logger log = LoggerFactory.getLogger(AuditWitness.class);

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final MongoAuditLog audit;
    private AuditHead seen = AuditHead.NONE;

    AuditWitness(MongoAuditLog audit) {
        this.audit = audit;
    }

    /** Seals first what was written without the key. False, once, when the entry that was the newest at the last look is not there any more as it was. */
    boolean look() {
        audit.seal().as(answers::await);
        AuditHead known = seen;
        boolean isThere = Boolean.TRUE.equals(audit.has(known).as(answers::await));
        if (!isThere) {
            log.error(
                    "The audit log was changed: entry {} was there with the hash {}, and is not any more. Compare the log with a"
                            + " backup: elch dlq audit verify --head {}",
                    known.number(),
                    known.hash(),
                    known);
        }
        AuditHead newest = audit.head().as(answers::await);
        seen = newest == null ? AuditHead.NONE : newest;
        log.info("The newest entry of the audit log is {}", seen);
        return isThere;
    }
}
