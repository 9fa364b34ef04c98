package dev.elch.notification.webhook;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
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
 * Applies what a provider reports: settles an event whose outcome was unknown, suppresses addresses that are invalid or complained,
 * and notes the rest. Every step may be repeated.
 */
final class SendGridReportApplier {

    /** How a report was applied. */
    enum Applied {
        DONE,
        /** It was applied before. */
        REPEATED,
        /** The ledger has no such event. */
        UNKNOWN_EVENT,
        /** An attempt is running, or a dependency did not answer: the report is tried again in a moment. */
        NOT_YET
    }

    private static final Logger log = LoggerFactory.getLogger(SendGridReportApplier.class);
    private static final String PROVIDER = "sendgrid";

    private final MailReports reports;
    private final SuppressedAddresses suppressed;
    private final SettledEvents settled;
    private final DeliveryMeters meters;
    private final Clock clock;

    SendGridReportApplier(
            MailReports reports,
            SuppressedAddresses suppressed,
            SettledEvents settled,
            DeliveryMeters meters,
            Clock clock) {
        this.reports = reports;
        this.suppressed = suppressed;
        this.settled = settled;
        this.meters = meters;
        this.clock = clock;
    }

    /** Blocks while database and broker are asked. */
    Applied apply(ReportedMail mail) {
        SendGridEvent event = mail.event();
        Instant now = clock.instant();
        MailReports.Standing standing = reports.standing(event.eventKey(), event.id(), now);
        Applied applied = switch (standing) {
            case NOTED -> Applied.REPEATED;
            case HELD -> Applied.NOT_YET;
            case UNKNOWN_EVENT -> suppress(mail, now, Applied.UNKNOWN_EVENT);
            case OPEN -> settle(event, now) ? note(mail, now) : Applied.NOT_YET;
        };
        if (applied != Applied.NOT_YET) {
            meters.mailReport(
                    applied == Applied.DONE ? word(event) : applied.name().toLowerCase(Locale.ROOT));
        }
        return applied;
    }

    /** Every reported state proves that the provider took the mail. Returns whether nothing is left to do. */
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
        suppress(mail, now, Applied.DONE);
        SendGridEvent event = mail.event();
        reports.note(
                event.eventKey(),
                new MailReport(
                        event.id(),
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

    private Applied suppress(ReportedMail mail, Instant now, Applied then) {
        SendGridEvent event = mail.event();
        if (event.suppression() != Suppression.NONE) {
            Reason why = new Reason(event.isComplaint() ? "spam_report" : "bad_address", "", event.reason());
            mail.address().ifPresent(address -> suppressed.add(address, event.suppression(), why, now));
        }
        return then;
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
