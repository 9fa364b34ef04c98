package dev.elch.notification.digest;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.mail.SignInDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Digests that are forgotten with the process; for tests and simulations. */
final class InMemoryDigests implements Digests {

    private final Duration window;
    private final Duration grace;
    private final Duration lease;
    private final Map<String, Digest> digests = new TreeMap<>();
    private final Map<String, String> digestByEvent = new HashMap<>();

    InMemoryDigests(Duration window, Duration grace, Duration lease) {
        this.window = window;
        this.grace = grace;
        this.lease = lease;
    }

    @Override
    public synchronized void add(SignIn signIn, Instant due, Instant now) {
        if (digestByEvent.containsKey(signIn.eventKey())) {
            return;
        }
        Instant wanted = due;
        Digest digest = digest(signIn.userId(), wanted);
        while (digest.state != DigestState.OPEN) {
            wanted = DigestKeys.next(wanted, window, now);
            digest = digest(signIn.userId(), wanted);
        }
        digest.entries.put(signIn.eventKey(), signIn);
        digestByEvent.put(signIn.eventKey(), digest.key);
    }

    private Digest digest(String userId, Instant due) {
        return digests.computeIfAbsent(DigestKeys.of(userId, due), key -> new Digest(key, due, due.plus(grace)));
    }

    @Override
    public synchronized Optional<DigestClaim> claimDue(Instant now) {
        return digests.values().stream()
                .filter(digest -> !digest.state.isFinal() && !digest.nextAt.isAfter(now))
                .min(Comparator.comparing(digest -> digest.nextAt))
                .map(digest -> digest.claimed(now.plus(lease)));
    }

    @Override
    public synchronized Optional<SignInDigest> read(DigestClaim claim, int listed) {
        return owned(claim).filter(digest -> !digest.entries.isEmpty()).map(digest -> {
            List<SignIn> byTime = digest.entries.values().stream()
                    .sorted(Comparator.comparing(SignIn::occurredAt).reversed())
                    .toList();
            List<SignIn> shown = byTime.stream()
                    .sorted(Comparator.comparing(SignIn::newDevice).reversed())
                    .limit(listed)
                    .toList();
            return new SignInDigest(
                    digest.key,
                    digest.due,
                    byTime.size(),
                    byTime.get(byTime.size() - 1).occurredAt(),
                    byTime.get(0),
                    shown);
        });
    }

    @Override
    public synchronized boolean handOver(DigestClaim claim, Instant now) {
        Optional<Digest> owned = owned(claim).filter(digest -> digest.state == DigestState.CLAIMED);
        owned.ifPresent(digest -> {
            digest.state = DigestState.SENDING;
            digest.nextAt = now.plus(lease);
        });
        return owned.isPresent();
    }

    @Override
    public synchronized boolean settle(DigestClaim claim, DigestVerdict verdict, Instant now) {
        Optional<Digest> owned = owned(claim);
        owned.ifPresent(digest -> {
            digest.state = verdict.state();
            digest.attempt = verdict.attempt();
            digest.unknowns = verdict.unknowns();
            digest.nextAt = verdict.nextAt() == null ? digest.nextAt : verdict.nextAt();
        });
        return owned.isPresent();
    }

    private Optional<Digest> owned(DigestClaim claim) {
        return Optional.ofNullable(digests.get(claim.key()))
                .filter(digest -> digest.fence == claim.fence())
                .filter(digest -> digest.state == DigestState.CLAIMED || digest.state == DigestState.SENDING);
    }

    private static final class Digest {
        final String key;
        final Instant due;
        final Map<String, SignIn> entries = new HashMap<>();
        DigestState state = DigestState.OPEN;
        Instant nextAt;
        long fence;
        int attempt = 1;
        int unknowns;

        Digest(String key, Instant due, Instant nextAt) {
            this.key = key;
            this.due = due;
            this.nextAt = nextAt;
        }

        DigestClaim claimed(Instant leaseUntil) {
            unknowns += state == DigestState.SENDING ? 1 : 0;
            boolean isFrozen = state != DigestState.OPEN;
            state = DigestState.CLAIMED;
            nextAt = leaseUntil;
            fence++;
            return new DigestClaim(key, fence, attempt, unknowns, isFrozen, due);
        }
    }
}
