package dev.elch.notification.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.ledger.JournalEntry;
import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.ledger.SeenEvent;
import dev.elch.notification.ledger.Submission;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job as the API shows it; what is not known yet is left out. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "A notification job and what became of it so far")
record JobView(
        @Schema(description = "The idempotency key of the event")
        String jobId,

        String userId,
        JobStatus status,

        @Schema(
                description = "Where the mail goes, masked; missing for a sign-in that came by topic",
                example = "b***@example.com")
        @Nullable
        String address,

        @Schema(description = "Who handed it in; missing for a sign-in that came by topic") @Nullable
        String submitter,

        @Schema(description = "0 on the first pass, plus 1 for every replay")
        int round,

        Instant createdAt,

        @Schema(description = "When it came to its end; missing while it has not") @Nullable
        Instant processedAt,

        @Schema(description = "Attempts that were begun in this round")
        int attemptCount,

        @Schema(description = "Who took or refused the mail last") @Nullable
        String provider,

        @Schema(description = "The provider's own id of the mail") @Nullable
        String receipt,

        @Schema(
                description =
                        "What the provider reported last: processed, deferred, delivered, blocked, dropped_by_provider or bounced")
        @Nullable
        String delivery,

        @Schema(description = "True when the recipient called the mail spam") @Nullable
        Boolean complaint,

        @Nullable Trouble error,
        @Nullable NextAttempt nextAttempt,

        @Schema(description = "The latest attempts, oldest first")
        List<Attempt> journal) {

    /** Why it stands where it stands. */
    record Trouble(
            String kind,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String code,
            String message) {}

    /** The attempt that is awaited. */
    record NextAttempt(int attempt, Instant dueAt) {}

    /** One attempt that was made. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Attempt(
            Instant at,
            int round,
            int attempt,
            String provider,
            String outcome,
            String kind,
            String code,
            String text,
            long latencyMillis) {}

    static JobView of(SeenEvent seen) {
        LedgerEntry entry = seen.entry();
        return new JobView(
                entry.eventKey(),
                entry.userId(),
                JobStatus.of(entry.state()),
                seen.maskedAddress(),
                seen.submitter(),
                entry.round(),
                entry.createdAt(),
                entry.settledAt(),
                attemptCount(entry),
                entry.provider(),
                entry.receipt(),
                seen.mailState(),
                seen.isComplaint() ? true : null,
                entry.state() == DeliveryState.SENT ? null : trouble(entry.reason()),
                entry.dueAt() == null ? null : new NextAttempt(entry.attempt(), entry.dueAt()),
                entry.journal().stream().map(JobView::attempt).toList());
    }

    /** What was just handed in. */
    static JobView enqueued(Submission submission, Instant now) {
        return new JobView(
                submission.signIn().eventKey(),
                submission.signIn().userId(),
                JobStatus.ENQUEUED,
                submission.maskedAddress(),
                submission.submitter(),
                0,
                now,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    boolean isFinal() {
        return processedAt != null;
    }

    private static int attemptCount(LedgerEntry entry) {
        boolean isBegun = switch (entry.state()) {
            case ENQUEUED, WAITING, UNKNOWN -> false;
            case CLAIMED, SENDING -> true;
            case SENT, DEAD, SUPPRESSED -> !entry.provider().isEmpty();
        };
        return isBegun ? entry.attempt() : entry.attempt() - 1;
    }

    private static @Nullable Trouble trouble(@Nullable Reason reason) {
        return reason == null ? null : new Trouble(reason.kind(), reason.code(), reason.text());
    }

    private static Attempt attempt(JournalEntry entry) {
        return new Attempt(
                entry.at(),
                entry.round(),
                entry.attempt(),
                entry.provider(),
                entry.outcome(),
                entry.reason().kind(),
                entry.reason().code(),
                entry.reason().text(),
                entry.latency().toMillis());
    }
}
