package dev.elch.notification.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What mail providers report about events: in any order, late, and more than once. Each move happens at once or not at all,
 * and repeating it changes nothing. Throws {@link LedgerUnavailableException} when the store gives no answer in time.
 */
public interface MailReports {

    /** How an event stands to a report about it. */
    enum Standing {
        /** The event is not known, or its time is over. */
        UNKNOWN_EVENT,
        /** The report is noted already. */
        NOTED,
        /** An attempt is being made, whose outcome comes first. */
        HELD,
        /** It may be noted. */
        OPEN
    }

    /** How the event stands to the report that is known by any of these ids. */
    Standing standing(String eventKey, List<String> reportIds, Instant now);

    /**
     * Settles an event as sent if it was unknown whether a provider had taken its mail: the report is the proof. The attempt
     * whose answer was lost is the last one then, and the next one that was planned for it does not count. An
     * event whose final failure is noted stays a dead letter, which may be published already.
     *
     * @return the event, when this report settled it, now or by an earlier call; empty when it needed no proof
     */
    Optional<LedgerEntry> confirm(String eventKey, String reportId, Instant now);

    /** Writes a report into the journal, once, and moves the state of the mail, but never back. */
    void note(String eventKey, MailReport report, Instant now);
}
