package dev.elch.notification.ledger;

import dev.elch.contract.DeliveryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ledger without a database: the same rules, one lock. */
public class InMemoryDeliveryLedger implements DeliveryLedger, MailReports {

    private final Map<String, LedgerEntry> entries = new HashMap<>();
    private final Map<String, Set<String>> noted = new HashMap<>();
    private final Map<String, String> settledBy = new HashMap<>();
    private final Map<String, String> mailStates = new HashMap<>();
    private ClaimRules rules;

    public InMemoryDeliveryLedger(ClaimRules rules) {
        this.rules = rules;
    }

    /** The next claims are made by another process. */
    public synchronized void ownedBy(String owner) {
        rules = new ClaimRules(owner, rules.lease(), rules.window());
    }

    /** The next claims are made by these rules. */
    public synchronized void actAs(ClaimRules changed) {
        rules = changed;
    }

    @Override
    public synchronized boolean resolve(String eventKey, Verdict verdict, JournalEntry report, Instant now) {
        LedgerEntry entry = entries.get(eventKey);
        if (entry == null || entry.state() != DeliveryState.UNKNOWN) {
            return false;
        }
        List<JournalEntry> journal = new ArrayList<>(entry.journal());
        journal.add(report);
        entries.put(eventKey, settled(entry, verdict, journal, now));
        return true;
    }

    @Override
    public synchronized ClaimResult claim(ClaimRequest request, Instant now) {
        LedgerEntry found = entries.get(request.eventKey());
        if (found == null || found.isExpired(now)) {
            Claim first = rules.first(request, now);
            entries.put(request.eventKey(), entry(first, request, List.of(), now, now));
            return new ClaimResult.Claimed(first);
        }
        ClaimResult decided = rules.decide(found, request, now);
        if (decided instanceof ClaimResult.Claimed won) {
            List<JournalEntry> journal = new ArrayList<>(found.journal());
            ClaimRules.unfinished(found, request, now).ifPresent(journal::add);
            entries.put(request.eventKey(), entry(won.claim(), request, journal, found.createdAt(), now));
        }
        return decided;
    }

    @Override
    public synchronized Optional<LedgerEntry> findAwaited(ClaimRequest request, Instant now) {
        return Optional.ofNullable(entries.get(request.eventKey()))
                .filter(entry -> entry.state() == DeliveryState.WAITING
                        && entry.isHandedOver()
                        && entry.unknowns() == 0
                        && entry.round() == request.round()
                        && entry.attempt() == request.attempt()
                        && entry.payloadHash().equals(request.payloadHash())
                        && !entry.heldFor().equals(request.heldFor())
                        && entry.dueAt() != null
                        && !entry.dueAt().isAfter(now)
                        && !entry.isExpired(now));
    }

    @Override
    public synchronized Optional<Claim> claimToSend(ClaimRequest request, String provider, Instant now) {
        return findAwaited(request, now).isPresent()
                        && claim(request, now) instanceof ClaimResult.Claimed won
                        && handOver(won.claim(), provider, now)
                ? Optional.of(won.claim())
                : Optional.empty();
    }

    @Override
    public synchronized void takeBack(ClaimRequest request, JournalEntry attempt, Instant claimed, Instant now) {
        LedgerEntry entry = entries.get(request.eventKey());
        boolean isTheCall = entry != null
                && entry.state() == DeliveryState.SENDING
                && entry.owner().equals(rules.owner())
                && entry.heldFor().equals(request.heldFor())
                && claimed.plus(rules.lease()).equals(entry.leaseUntil());
        if (isTheCall) {
            List<JournalEntry> journal = new ArrayList<>(entry.journal());
            journal.add(attempt);
            Verdict putBack = Verdict.putBack(request.attempt(), attempt.provider(), attempt.reason(), now);
            entries.put(request.eventKey(), settled(entry, putBack, journal, now));
        }
    }

    @Override
    public synchronized boolean handOver(Claim claim, String provider, Instant now) {
        LedgerEntry entry = entries.get(claim.eventKey());
        if (entry == null || entry.fence() != claim.fence() || entry.state() != DeliveryState.CLAIMED) {
            return false;
        }
        entries.put(
                claim.eventKey(),
                with(entry, DeliveryState.SENDING, now.plus(rules.lease()), provider, entry.journal()));
        return true;
    }

    @Override
    public synchronized boolean noteFailure(Claim claim, FinalFailure failure) {
        LedgerEntry entry = entries.get(claim.eventKey());
        boolean isHeld =
                entry != null && entry.fence() == claim.fence() && entry.state().isHeld();
        if (isHeld) {
            entries.put(claim.eventKey(), condemned(entry, failure));
        }
        return isHeld;
    }

    @Override
    public synchronized boolean settle(Claim claim, Verdict verdict, JournalEntry attempt, Instant now) {
        LedgerEntry entry = entries.get(claim.eventKey());
        if (entry == null || entry.fence() != claim.fence()) {
            return false;
        }
        if (!entry.state().isHeld()) {
            return entry.state() == verdict.state();
        }
        List<JournalEntry> journal = new ArrayList<>(entry.journal());
        journal.add(attempt);
        entries.put(claim.eventKey(), settled(entry, verdict, journal, now));
        return true;
    }

    @Override
    public synchronized Optional<LedgerEntry> find(String eventKey, Instant now) {
        return Optional.ofNullable(entries.get(eventKey)).filter(entry -> !entry.isExpired(now));
    }

    @Override
    public synchronized Standing standing(String eventKey, List<String> reportIds, Instant now) {
        LedgerEntry entry = entries.get(eventKey);
        if (entry == null || entry.isExpired(now)) {
            return Standing.UNKNOWN_EVENT;
        }
        if (!Collections.disjoint(noted.getOrDefault(eventKey, Set.of()), reportIds)) {
            return Standing.NOTED;
        }
        return entry.state().isHeld() && !entry.isLeaseOver(now) ? Standing.HELD : Standing.OPEN;
    }

    @Override
    public synchronized Optional<LedgerEntry> confirm(String eventKey, String reportId, Instant now) {
        LedgerEntry entry = entries.get(eventKey);
        if (entry != null && isDoubtful(entry, now)) {
            settledBy.put(eventKey, reportId);
            entries.put(eventKey, confirmed(entry, now));
        }
        return reportId.equals(settledBy.get(eventKey)) ? Optional.of(entries.get(eventKey)) : Optional.empty();
    }

    private static boolean isDoubtful(LedgerEntry entry, Instant now) {
        return entry.state() == DeliveryState.UNKNOWN
                || (entry.state() == DeliveryState.WAITING && entry.unknowns() > 0)
                || (entry.state() == DeliveryState.SENDING && entry.isLeaseOver(now) && entry.failure() == null);
    }

    @Override
    public synchronized void note(String eventKey, MailReport report, Instant now) {
        LedgerEntry entry = entries.get(eventKey);
        String state = mailStates.get(eventKey);
        if (report.isState() && (state == null || report.overrides().contains(state))) {
            mailStates.put(eventKey, report.word());
        }
        Set<String> ids = noted.computeIfAbsent(eventKey, key -> new HashSet<>());
        if (entry != null && Collections.disjoint(ids, report.ids())) {
            ids.addAll(report.ids());
            List<JournalEntry> journal = new ArrayList<>(entry.journal());
            journal.add(MongoMailReports.journal(entry, report, now));
            entries.put(eventKey, with(entry, entry.state(), entry.leaseUntil(), entry.provider(), journal));
        }
    }

    /** What was reported last about the mail; null when nothing was. */
    public synchronized String mailState(String eventKey) {
        return mailStates.get(eventKey);
    }

    private static LedgerEntry confirmed(LedgerEntry entry, Instant now) {
        return new LedgerEntry(
                entry.eventKey(),
                entry.userId(),
                entry.payloadHash(),
                DeliveryState.SENT,
                entry.round(),
                entry.state() == DeliveryState.SENDING ? entry.attempt() : entry.attempt() - 1,
                entry.fence() + 1,
                entry.owner(),
                "",
                null,
                entry.isHandedOver(),
                entry.unknowns(),
                null,
                entry.createdAt(),
                entry.firstAttemptAt(),
                null,
                now,
                entry.provider(),
                entry.receipt(),
                null,
                entry.journal(),
                entry.expireAt());
    }

    public synchronized Collection<LedgerEntry> all() {
        return List.copyOf(entries.values());
    }

    private LedgerEntry entry(
            Claim claim, ClaimRequest request, List<JournalEntry> journal, Instant createdAt, Instant now) {
        return new LedgerEntry(
                claim.eventKey(),
                request.userId(),
                request.payloadHash(),
                DeliveryState.CLAIMED,
                claim.round(),
                claim.attempt(),
                claim.fence(),
                rules.owner(),
                claim.heldFor(),
                now.plus(rules.lease()),
                claim.isHandedOver(),
                claim.unknowns(),
                claim.failure(),
                createdAt,
                claim.firstAttemptAt(),
                null,
                null,
                "",
                "",
                null,
                journal,
                rules.forgottenAt(now));
    }

    private static LedgerEntry with(
            LedgerEntry entry, DeliveryState state, Instant leaseUntil, String provider, List<JournalEntry> journal) {
        return new LedgerEntry(
                entry.eventKey(),
                entry.userId(),
                entry.payloadHash(),
                state,
                entry.round(),
                entry.attempt(),
                entry.fence(),
                entry.owner(),
                entry.heldFor(),
                leaseUntil,
                entry.isHandedOver() || state == DeliveryState.SENDING,
                entry.unknowns(),
                entry.failure(),
                entry.createdAt(),
                entry.firstAttemptAt(),
                entry.dueAt(),
                entry.settledAt(),
                provider,
                entry.receipt(),
                entry.reason(),
                journal,
                entry.expireAt());
    }

    private static LedgerEntry condemned(LedgerEntry entry, FinalFailure failure) {
        return new LedgerEntry(
                entry.eventKey(),
                entry.userId(),
                entry.payloadHash(),
                entry.state(),
                entry.round(),
                entry.attempt(),
                entry.fence(),
                entry.owner(),
                entry.heldFor(),
                entry.leaseUntil(),
                entry.isHandedOver(),
                entry.unknowns(),
                failure,
                entry.createdAt(),
                entry.firstAttemptAt(),
                entry.dueAt(),
                entry.settledAt(),
                entry.provider(),
                entry.receipt(),
                entry.reason(),
                entry.journal(),
                entry.expireAt());
    }

    private static LedgerEntry settled(LedgerEntry entry, Verdict verdict, List<JournalEntry> journal, Instant now) {
        return new LedgerEntry(
                entry.eventKey(),
                entry.userId(),
                entry.payloadHash(),
                verdict.state(),
                entry.round(),
                verdict.attempt(),
                entry.fence(),
                entry.owner(),
                verdict.isPutBack() ? "" : entry.heldFor(),
                null,
                entry.isHandedOver(),
                entry.unknowns() + (verdict.state() == DeliveryState.UNKNOWN ? 1 : 0),
                null,
                entry.createdAt(),
                entry.firstAttemptAt(),
                verdict.dueAt(),
                verdict.state().isFinal() ? now : null,
                verdict.provider(),
                verdict.receipt(),
                verdict.reason(),
                journal,
                entry.expireAt());
    }
}
