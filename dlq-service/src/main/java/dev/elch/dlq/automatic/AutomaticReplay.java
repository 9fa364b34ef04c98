package dev.elch.dlq.automatic;

import dev.elch.contract.Topics;
import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.Balance;
import dev.elch.dlq.replay.OrderResult;
import dev.elch.dlq.replay.ReplayEntryState;
import dev.elch.dlq.replay.ReplayJob;
import dev.elch.dlq.replay.ReplayOrder;
import dev.elch.dlq.replay.Replays;
import dev.elch.dlq.search.Criterion;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.dlq.search.MongoDeadLetterSearch;
import dev.elch.dlq.search.Selection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tests whether a cause has passed by replaying one dead letter, and replays the others only when that one was delivered. Every step
 * is an ordinary order, so the audit log, the loop guard and the self-pause of a job apply here too. A step that a crash
 * interrupted is repeated and leads to the same job.
 */
final class AutomaticReplay {

    static final String ACTOR = "automatic";

    private static final Logger log = LoggerFactory.getLogger(AutomaticReplay.class);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int CANDIDATES = 100;
    private static final int ONE_A_SECOND = 1;

    private final MongoAnswers answers = MongoAnswers.within(LIMIT);
    private final MongoDeadLetterSearch deadLetters;
    private final Replays replays;
    private final MongoAutomaticReplayStates causes;
    private final AutomaticProperties properties;
    private final DlqMeters meters;
    private final Clock clock;

    AutomaticReplay(
            MongoDeadLetterSearch deadLetters,
            Replays replays,
            MongoAutomaticReplayStates causes,
            AutomaticProperties properties,
            DlqMeters meters,
            Clock clock) {
        this.deadLetters = deadLetters;
        this.replays = replays;
        this.causes = causes;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /** Makes the next step for every configured cause; one that fails does not hold the others up. */
    void stepAll() {
        for (String kind : properties.kinds()) {
            try {
                step(kind);
            } catch (RuntimeException e) {
                log.warn("Cause {} cannot be checked now, trying again later: {}", kind, e.toString());
            }
        }
    }

    /** Makes the next step for a cause, if there is one to make. */
    void step(String kind) {
        AutomaticReplayState progress = causes.find(kind).as(answers::find).orElseThrow();
        if (progress.phase() == Phase.IDLE) {
            sendFirst(progress);
        } else {
            replays.find(String.valueOf(progress.job()))
                    .as(answers::find)
                    .filter(job -> job.state().isFinal())
                    .ifPresent(job -> conclude(progress, job));
        }
    }

    private void sendFirst(AutomaticReplayState progress) {
        if (clock.instant().isBefore(progress.notBefore())) {
            return;
        }
        first(progress.kind()).ifPresent(deadLetter -> {
            DeadLetterFilter one =
                    DeadLetterFilter.all().with(Criterion.ID, deadLetter.id().toString());
            order(
                    progress,
                    Phase.CANARY,
                    one,
                    ONE_A_SECOND,
                    "one dead letter first: has " + progress.kind() + " passed?");
        });
    }

    /** A young dead letter with few rounds behind it; empty: none would be sent, or dead letters of this cause still come in. */
    private Optional<DeadLetter> first(String kind) {
        List<DeadLetter> newest = deadLetters
                .page(openOf(kind), Optional.empty(), CANDIDATES)
                .as(answers::find)
                .orElseThrow()
                .deadLetters();
        Instant quietSince = clock.instant().minus(properties.quiet());
        boolean isQuiet = newest.isEmpty() || !newest.get(0).failedAt().isAfter(quietSince);
        return isQuiet
                ? newest.stream()
                        .filter(deadLetter -> replays.unsendable(deadLetter).isEmpty())
                        .min(Comparator.comparingInt(
                                deadLetter -> deadLetter.id().round()))
                : Optional.empty();
    }

    private void conclude(AutomaticReplayState progress, ReplayJob job) {
        Balance balance = replays.balance(job).as(answers::find).orElseThrow();
        boolean isDelivered =
                balance.count(ReplayEntryState.DELIVERED) > 0 && balance.count(ReplayEntryState.FAILED_AGAIN) == 0;
        if (progress.phase() == Phase.CANARY && isDelivered) {
            String why = progress.kind() + " has passed: the first dead letter was delivered";
            if (!order(progress, Phase.REST, openOf(progress.kind()), properties.rate(), why)) {
                rest(progress, 0, properties.firstWait());
            }
        } else {
            boolean hasFailed = progress.phase() == Phase.CANARY || balance.count(ReplayEntryState.FAILED_AGAIN) > 0;
            int failures = hasFailed ? progress.failures() + 1 : 0;
            rest(progress, failures, hasFailed ? properties.waitAfter(failures) : properties.firstWait());
        }
    }

    /** Whether there is a job now. */
    private boolean order(AutomaticReplayState progress, Phase next, DeadLetterFilter filter, int rate, String why) {
        ReplayOrder order =
                new ReplayOrder(new Selection(filter, false), Topics.REPLAY, rate, ACTOR, why, Optional.empty());
        Optional<String> key = Optional.of(progress.kind() + "-" + progress.version());
        OrderResult ordering = replays.order(order, key, Optional.empty())
                .flatMap(answer -> answer instanceof OrderResult.Unconfirmed many
                        ? replays.order(order, key, Optional.of(many.confirmation()))
                        : reactor.core.publisher.Mono.just(answer))
                .as(answers::find)
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

    private static Optional<String> jobOf(OrderResult ordering) {
        if (ordering instanceof OrderResult.Started started) {
            return Optional.of(started.job().id());
        }
        if (ordering instanceof OrderResult.Known known) {
            return Optional.of(known.job().id());
        }
        return ordering instanceof OrderResult.KeyInUse inUse
                ? Optional.of(inUse.job().id())
                : Optional.empty();
    }

    private void rest(AutomaticReplayState progress, int failures, Duration wait) {
        Instant until = clock.instant().plus(wait);
        if (take(progress.idle(failures, until))) {
            meters.automatic(progress.kind(), failures > 0 ? "failed" : "delivered");
            log.info("Cause {}: {} failures in a row, looking again at {}", progress.kind(), failures, until);
        }
    }

    private boolean take(AutomaticReplayState next) {
        return causes.replace(next).as(answers::find).orElse(false);
    }

    private static DeadLetterFilter openOf(String kind) {
        return DeadLetterFilter.all().with(Criterion.KIND, kind).with(Criterion.STATE, DeadLetterState.OPEN.word());
    }
}
