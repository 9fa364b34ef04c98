package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Check;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Progress;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.quota.Quota;
import dev.elch.notification.quota.QuotaDecision;
import dev.elch.notification.suppression.SuppressedAddresses;
import java.util.Optional;

/** What is checked of every delivery, whatever else is. */
final class StandardChecks {

    private static final QuotaDecision.Handling<Optional<Outcome.Dropped>> OBJECTION = new QuotaDecision.Handling<>() {
        @Override
        public Optional<Outcome.Dropped> granted(QuotaDecision.Granted decision) {
            return Optional.empty();
        }

        @Override
        public Optional<Outcome.Dropped> reserved(QuotaDecision.Reserved decision) {
            return Optional.empty();
        }

        @Override
        public Optional<Outcome.Dropped> overQuota(QuotaDecision.OverQuota decision) {
            return dropped("over_quota", "told in a digest at " + decision.digestDue());
        }
    };

    private StandardChecks() {}

    /** A mail that comes too late only frightens. */
    static Check expired() {
        return (delivery, now) -> delivery.isExpired(now)
                ? dropped("expired", "the mail was of no use after " + delivery.notAfter())
                : Optional.empty();
    }

    static Check addressless() {
        return (delivery, now) -> {
            String email = delivery.signIn().email();
            boolean isMissing = email == null || email.isBlank();
            return isMissing
                    ? dropped("no_verified_address", "the account has no verified mail address")
                    : Optional.empty();
        };
    }

    static Check suppressed(SuppressedAddresses list) {
        return (delivery, now) -> {
            String email = delivery.signIn().email();
            boolean isSuppressed = email != null && list.covers(email, now);
            return isSuppressed
                    ? dropped("suppressed_address", "the address is on the suppression list")
                    : Optional.empty();
        };
    }

    static Check overQuota(Quota quota) {
        return beforeTheFirstHandOver((delivery, now) -> {
            boolean mayBeRefused = delivery.before() != Progress.NONE;
            return quota.ask(delivery.signIn(), mayBeRefused, now).handle(OBJECTION);
        });
    }

    /** What agreed to one mail about an event agrees to every further try of it, in any round. */
    private static Check beforeTheFirstHandOver(Check check) {
        return (delivery, now) ->
                delivery.before() == Progress.HANDED_OVER ? Optional.empty() : check.objection(delivery, now);
    }

    private static Optional<Outcome.Dropped> dropped(String kind, String text) {
        return Optional.of(new Outcome.Dropped(Reason.of(kind, text), Suppression.NONE));
    }
}
