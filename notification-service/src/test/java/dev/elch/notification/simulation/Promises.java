package dev.elch.notification.simulation;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.intake.Source;
import dev.elch.notification.ledger.JournalEntry;
import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.settled.Settled;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What has to hold of every event when everything has come to rest. */
final class Promises {

    private final World world;
    private final Evidence evidence;

    Promises(World world) {
        this.world = world;
        this.evidence = world.evidence();
    }

    void check() {
        for (Source source : world.broker().sources()) {
            evidence.require(
                    world.broker().committed(source) == world.broker().end(source),
                    () -> source + " has records that no process handles");
        }
        evidence.require(
                world.parked().isEmpty(),
                () -> "letters stay parked: " + world.parked().keySet());
        world.signIns().keySet().forEach(this::checkEvent);
    }

    /** What is no event is a dead letter. */
    void checkUnreadable(String value) {
        boolean isThere = world.broker().deadLetters().stream()
                .anyMatch(letter -> Objects.equals(key(letter.headers()), "")
                        && letter.headers().cause() != null);
        evidence.require(isThere, () -> value + " cannot be read and is lost");
    }

    private void checkEvent(String key) {
        Optional<LedgerEntry> found = world.ledger().find(key, world.time().instant());
        evidence.require(found.isPresent() && found.get().state().isFinal(), () -> key + " has no outcome: " + found);
        if (found.isEmpty() || !found.get().state().isFinal()) {
            return;
        }
        LedgerEntry entry = found.get();
        evidence.count(entry.state().name());
        checkOutcome(key, entry);
        checkLetters(key, entry);
        checkAddress(key);
        checkCopies(key, entry);
        checkAnnouncements(key, entry);
        int replayed = evidence.replays().getOrDefault(key, 0);
        evidence.require(
                entry.state() == DeliveryState.SENT
                        || entry.state() == DeliveryState.SUPPRESSED
                        || entry.round() >= replayed,
                () -> key + " was replayed for round " + replayed + " and stands at " + entry.round());
    }

    private void checkOutcome(String key, LedgerEntry entry) {
        if (entry.state() == DeliveryState.SENT) {
            evidence.require(evidence.taken(key) > 0, () -> key + " counts as sent and no provider has it");
        } else if (entry.state() == DeliveryState.DEAD) {
            evidence.require(
                    isLetter(key, entry.round()),
                    () -> key + " is dead in round " + entry.round() + " and there is no dead letter");
            evidence.require(isRightlyDead(key, entry), () -> key + " is dead without need: " + entry);
        } else {
            Reason reason = entry.reason();
            boolean isOverQuota = reason != null && reason.kind().equals("over_quota");
            evidence.require(reason != null, () -> key + " is suppressed without a reason");
            evidence.count(reason == null ? "no reason" : reason.kind());
            evidence.require(
                    !isOverQuota || !evidence.wasHandedOver(key),
                    () -> key + " is suppressed as over quota after it was paid for");
        }
    }

    /** A dead letter is an outcome: what it is about is dead, until the letter is sent round again. */
    private void checkLetters(String key, LedgerEntry entry) {
        evidence.require(
                entry.state() == DeliveryState.DEAD || !isLetter(key, entry.round()),
                () -> key + " is " + entry.state() + " in round " + entry.round() + " and its dead letter is there");
    }

    /** No crash lets a refused address be forgotten once its event is condemned. */
    private void checkAddress(String key) {
        String email = world.signIns().get(key).email();
        evidence.require(
                !evidence.isAddressRefused(key)
                        || (email != null
                                && world.suppressed().covers(email, world.time().instant())),
                () -> key + " has an address that is refused and not suppressed");
    }

    private boolean isLetter(String key, int round) {
        return world.broker().deadLetters().stream()
                .map(letter -> letter.headers())
                .anyMatch(headers -> key(headers).equals(key) && headers.round() == round);
    }

    /** Refused for good, tried as often as may be, or perhaps out already. */
    private boolean isRightlyDead(String key, LedgerEntry entry) {
        int round = entry.round();
        boolean isRefused = evidence.answered(key, round, Outcome.Rejected.class) > 0;
        long used = evidence.answered(key, round, Outcome.RetryLater.class)
                + evidence.answered(key, round, Outcome.Ambiguous.class);
        boolean isUsedUp = used > world.scenario().delays().size();
        return isRefused || isUsedUp || isUncertain(entry, journal -> journal.round() == round);
    }

    private void checkCopies(String key, LedgerEntry entry) {
        long taken = evidence.taken(key);
        long uncertain = entry.journal().stream().filter(Promises::isUncertain).count();
        evidence.require(
                taken <= 1 + uncertain,
                () -> key + " was taken " + taken + " times and the journal knows of " + uncertain + " lost answers");
        evidence.require(
                taken <= 1 || !world.scenario().isPark(),
                () -> key + " was taken " + taken + " times although unknown mails are parked");
        if (taken > 1) {
            evidence.count("visible duplicates");
        }
    }

    private void checkAnnouncements(String key, LedgerEntry entry) {
        Map<Integer, Set<DeliveryState>> byRound = evidence.announcements().stream()
                .filter(settled -> settled.eventKey().equals(key))
                .collect(Collectors.groupingBy(
                        Settled::round, Collectors.mapping(Settled::outcome, Collectors.toSet())));
        evidence.require(
                byRound.getOrDefault(entry.round(), Set.of()).contains(entry.state()),
                () -> key + " is " + entry.state() + " in round " + entry.round() + " and announced are " + byRound);
        byRound.forEach((round, outcomes) -> evidence.require(
                outcomes.size() == 1, () -> key + " has several outcomes in round " + round + ": " + outcomes));
    }

    private static boolean isUncertain(LedgerEntry entry, Predicate<JournalEntry> which) {
        return entry.journal().stream().filter(which).anyMatch(Promises::isUncertain);
    }

    private static boolean isUncertain(JournalEntry journal) {
        return journal.outcome().equals("unknown") || journal.outcome().equals("ambiguous");
    }

    private static String key(DeliveryHeaders headers) {
        return Objects.requireNonNullElse(headers.eventKey(), "");
    }
}
