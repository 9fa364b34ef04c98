package dev.elch.dlq.automatic;

import dev.elch.contract.Topics;
import dev.elch.dlq.deadletter.Criterion;
import dev.elch.dlq.deadletter.Letter;
import dev.elch.dlq.deadletter.LetterFilter;
import dev.elch.dlq.deadletter.LetterState;
import dev.elch.dlq.deadletter.MongoLetters;
import dev.elch.dlq.deadletter.Selection;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.Balance;
import dev.elch.dlq.replay.EntryState;
import dev.elch.dlq.replay.Ordering;
import dev.elch.dlq.replay.ReplayJob;
import dev.elch.dlq.replay.ReplayOrder;
import dev.elch.dlq.replay.Replays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a cause has passed by sending one letter again, and sends the others only when that one was delivered.
 * Every step is an order like that of a person, so the audit log, the loop guard and the self-pause of a job hold here too. A
 * step that a crash cut off is made again and leads to the same job.
 */
final class Automatic {

    static final String ACTOR = "automatic";

    private static final Logger log = LoggerFactory.getLogger(Automatic.class);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int CANDIDATES = 100;
    private static final int ONE_A_SECOND = 1;

    private final MongoLetters letters;
    private final Replays replays;
    private final MongoProgress causes;
    private final AutomaticProperties properties;
    private final DlqMeters meters;
    private final Clock clock;

    Automatic(
            MongoLetters letters,
            Replays replays,
            MongoProgress causes,
            AutomaticProperties properties,
            DlqMeters meters,
            Clock clock) {
        this.letters = letters;
        this.replays = replays;
        this.causes = causes;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /** Makes the next step for a cause, if there is one to make. */
    void step(String kind) {
        Progress progress = causes.find(kind).blockOptional(LIMIT).orElseThrow();
        if (progress.phase() == Phase.IDLE) {
            sendFirst(progress);
        } else {
            replays.find(String.valueOf(progress.job()))
                    .blockOptional(LIMIT)
                    .filter(job -> job.state().isFinal())
                    .ifPresent(job -> judge(progress, job));
        }
    }

    private void sendFirst(Progress progress) {
        if (clock.instant().isBefore(progress.notBefore())) {
            return;
        }
        first(progress.kind()).ifPresent(letter -> {
            LetterFilter one = LetterFilter.all().with(Criterion.ID, letter.id().toString());
            order(progress, Phase.CANARY, one, ONE_A_SECOND, "one letter first: has " + progress.kind() + " passed?");
        });
    }

    /** A young letter with few rounds behind it; empty: none would be sent, or letters of this cause still come in. */
    private Optional<Letter> first(String kind) {
        List<Letter> newest = letters.page(openOf(kind), Optional.empty(), CANDIDATES)
                .blockOptional(LIMIT)
                .orElseThrow()
                .letters();
        Instant quietSince = clock.instant().minus(properties.quiet());
        boolean isQuiet = newest.isEmpty() || !newest.get(0).failedAt().isAfter(quietSince);
        return isQuiet
                ? newest.stream()
                        .filter(letter -> replays.unsendable(letter).isEmpty())
                        .min(Comparator.comparingInt(letter -> letter.id().round()))
                : Optional.empty();
    }

    private void judge(Progress progress, ReplayJob job) {
        Balance balance = replays.balance(job).blockOptional(LIMIT).orElseThrow();
        boolean isDelivered = balance.count(EntryState.DELIVERED) > 0 && balance.count(EntryState.FAILED_AGAIN) == 0;
        if (progress.phase() == Phase.CANARY && isDelivered) {
            String why = progress.kind() + " has passed: the first letter was delivered";
            if (!order(progress, Phase.REST, openOf(progress.kind()), properties.rate(), why)) {
                rest(progress, 0, properties.firstWait());
            }
        } else {
            boolean hasFailed = progress.phase() == Phase.CANARY || balance.count(EntryState.FAILED_AGAIN) > 0;
            int failures = hasFailed ? progress.failures() + 1 : 0;
            rest(progress, failures, hasFailed ? properties.waitAfter(failures) : properties.firstWait());
        }
    }

    /** Whether there is a job now. */
    private boolean order(Progress progress, Phase next, LetterFilter filter, int rate, String why) {
        ReplayOrder order = new ReplayOrder(new Selection(filter, false), Topics.REPLAY, rate, ACTOR, why);
        Optional<String> key = Optional.of(progress.kind() + "-" + progress.version());
        Ordering ordering = replays.order(order, key, Optional.empty())
                .flatMap(answer -> answer instanceof Ordering.Unconfirmed many
                        ? replays.order(order, key, Optional.of(many.confirmation()))
                        : reactor.core.publisher.Mono.just(answer))
                .blockOptional(LIMIT)
                .orElseThrow();
        Optional<String> job = jobOf(ordering);
        job.ifPresent(id -> {
            if (take(progress.working(next, id))) {
                meters.automatic(progress.kind(), next.word());
                log.info("Cause {}: {}, replay job {}", progress.kind(), why, id);
            }
        });
        return job.isPresent();
    }

    private static Optional<String> jobOf(Ordering ordering) {
        if (ordering instanceof Ordering.Started started) {
            return Optional.of(started.job().id());
        }
        if (ordering instanceof Ordering.Known known) {
            return Optional.of(known.job().id());
        }
        return ordering instanceof Ordering.KeyInUse inUse
                ? Optional.of(inUse.job().id())
                : Optional.empty();
    }

    private void rest(Progress progress, int failures, Duration wait) {
        Instant until = clock.instant().plus(wait);
        if (take(progress.idle(failures, until))) {
            meters.automatic(progress.kind(), failures > 0 ? "failed" : "delivered");
            log.info("Cause {}: {} failures in a row, looking again at {}", progress.kind(), failures, until);
        }
    }

    private boolean take(Progress next) {
        return causes.replace(next).blockOptional(LIMIT).orElse(false);
    }

    private static LetterFilter openOf(String kind) {
        return LetterFilter.all().with(Criterion.KIND, kind).with(Criterion.STATE, LetterState.OPEN.word());
    }
}
