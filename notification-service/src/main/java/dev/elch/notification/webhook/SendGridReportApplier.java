package dev.elch.notification.webhook;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.digest.SentDigests;
import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.ledger.MailReport;
import dev.elch.notification.ledger.MailReports;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.settled.Settled;
import dev.elch.notification.settled.SettledEvents;
import dev.elch.notification.suppression.SuppressedAddresses;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies what a provider reports: settles an event whose outcome was unknown, suppresses addresses that cannot be reached or
 * whose owners want no mail, and notes the rest. Every step may be repeated.
 */
final class SendGridReportApplier {

    /** How a report was applied. */
    enum Applied {
        DONE,
        /** It was applied before. */
        REPEATED,
        /** Neither the ledger nor the digests have such an event. */
        UNKNOWN_EVENT,
        /** An attempt is running, or a dependency did not answer: the report is tried again in a moment. */
        NOT_YET
    }

    private static final Logger log = LoggerFactory.getLogger(SendGridReportApplier.class);
    private static final String PROVIDER = "sendgrid";

    private final MailReports reports;
    private final SuppressedAddresses suppressed;
    private final SettledEvents settled;
    private final SentDigests digests;
    private final DeliveryMeters meters;
    private final Clock clock;

    SendGridReportApplier(
            MailReports reports,
            SuppressedAddresses suppressed,
            SentDigests digests,
            SettledEvents settled,
            DeliveryMeters meters,
            Clock clock) {
        this.reports = reports;
        this.suppressed = suppressed;
        this.digests = digests;
        this.settled = settled;
        this.meters = meters;
        this.clock = clock;
    }

    /** Blocks while database and broker are asked. */
    Applied apply(ReportedMail mail) {
        SendGridEvent event = mail.event();
        Instant now = clock.instant();
        MailReports.Standing standing = reports.standing(event.eventKey(), event.ids(), now);
        Applied applied = switch (standing) {
            case NOTED -> Applied.REPEATED;
            case HELD -> Applied.NOT_YET;
            case UNKNOWN_EVENT -> unknown(mail, now);
            case OPEN -> settle(event, now) ? note(mail, now) : Applied.NOT_YET;
        };
        if (applied != Applied.NOT_YET) {
            count(event, applied);
        }
        return applied;
    }

    private void count(SendGridEvent event, Applied applied) {
        meters.mailReport(applied == Applied.DONE ? word(event) : applied.name().toLowerCase(Locale.ROOT));
        if (event.at().isEmpty()) {
            meters.mailReport("bad_time");
        }
    }

    /** A digest is not in the ledger. An event that is in neither got no mail of ours, so its report suppresses nothing. */
    private Applied unknown(ReportedMail mail, Instant now) {
        if (!digests.contains(mail.event().eventKey())) {
            return Applied.UNKNOWN_EVENT;
        }
        suppress(mail, now);
        return Applied.DONE;
    }

    /**
     * Every reported state is SendGrid's own word that it took the mail. A complaint is the word of a mailbox provider, days later
     * and without the id of the attempt, and proves nothing. Returns whether nothing is left to do.
     */
    private boolean settle(SendGridEvent event, Instant now) {
        return event.state().isEmpty()
                || reports.confirm(event.eventKey(), event.id(), now)
                        .map(entry -> publish(entry, event, now))
                        .orElse(true);
    }

    private boolean publish(LedgerEntry entry, SendGridEvent event, Instant now) {
        log.info("event {}: {} reports it as {}, so it was sent", entry.eventKey(), PROVIDER, word(event));
        return settled.publish(new Settled(
                entry.eventKey(),
                entry.userId(),
                entry.state(),
                null,
                entry.provider().isEmpty() ? PROVIDER : entry.provider(),
                entry.receipt().isEmpty() ? null : entry.receipt(),
                entry.attempt(),
                entry.round(),
                now,
                null));
    }

    private Applied note(ReportedMail mail, Instant now) {
        suppress(mail, now);
        SendGridEvent event = mail.event();
        reports.note(
                event.eventKey(),
                new MailReport(
                        event.ids(),
                        PROVIDER,
                        word(event),
                        event.state().isPresent(),
                        event.state().map(SendGridReportApplier::lesserThan).orElse(Set.of()),
                        event.isComplaint(),
                        event.reason()),
                now);
        log.info("event {}: {} reports {}", event.eventKey(), PROVIDER, word(event));
        return Applied.DONE;
    }

    private void suppress(ReportedMail mail, Instant now) {
        SendGridEvent event = mail.event();
        if (event.suppression() != Suppression.NONE) {
            Reason why = new Reason(event.kind(), "", event.reason());
            mail.address().ifPresent(address -> suppressed.add(address, event.suppression(), why, now));
        }
    }

    private static Set<String> lesserThan(MailState reported) {
        return Arrays.stream(MailState.values())
                .filter(state -> state != reported && state.advancedBy(reported) == reported)
                .map(SendGridReportApplier::word)
                .collect(Collectors.toSet());
    }

    private static String word(SendGridEvent event) {
        return event.state().map(SendGridReportApplier::word).orElse("complaint");
    }

    /** Our own word for a mail that we do not send is "dropped" too. */
    private static String word(MailState state) {
        return state == MailState.DROPPED ? "dropped_by_provider" : state.name().toLowerCase(Locale.ROOT);
    }
}
