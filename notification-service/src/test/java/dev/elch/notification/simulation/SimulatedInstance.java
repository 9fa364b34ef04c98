package dev.elch.notification.simulation;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.notification.deadletter.DeadLetters;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.intake.Lane;
import dev.elch.notification.intake.ProviderGate;
import dev.elch.notification.intake.Source;
import dev.elch.notification.intake.Started;
import dev.elch.notification.intake.Work;
import dev.elch.notification.intake.WorkBoard;
import dev.elch.notification.intake.WorkLimits;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.pipeline.DeliveryPipeline;
import dev.elch.notification.pipeline.Handled;
import dev.elch.notification.pipeline.IncomingRecord;
import dev.elch.notification.pipeline.Pipelines;
import dev.elch.notification.pipeline.Reading;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.retry.RetryChain;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One process: the real board and the real pipeline, with an event loop where production has threads. */
final class SimulatedInstance {

    static final Duration PROBE_EVERY = Duration.ofSeconds(1);

    private static final WorkLimits LIMITS = new WorkLimits(4, 3, 1, 5, 30);
    private static final Duration HEAD_START = Duration.ofMillis(100);
    private static final DeliveryMeters UNMETERED = new DeliveryMeters(new CompositeMeterRegistry());

    private final World world;
    private final String name;
    private final Runnable whenCrashed;
    private final WorkBoard board;
    private final DeadLetters deadLetters;
    private final DeliveryPipeline pipeline;
    private final Map<Source, Long> positions = new LinkedHashMap<>();
    private final Map<Source, Long> committed = new LinkedHashMap<>();
    private final Set<Source> leaving = new LinkedHashSet<>();
    private Instant nextLook = Instant.MAX;
    private boolean isPollPlanned;
    private boolean isCommitPlanned;
    private boolean isParkedRoundPlanned;
    private boolean isAlive = true;

    SimulatedInstance(World world, String name, Runnable whenCrashed) {
        this.world = world;
        this.name = name;
        this.whenCrashed = whenCrashed;
        Duration probeEvery = world.has(Bug.PROBES_TOO_OFTEN) ? Duration.ofMillis(50) : PROBE_EVERY;
        this.board = new WorkBoard(LIMITS, new ProviderGate(probeEvery, LIMITS.running()), HEAD_START);
        SimulatedRoutes routes = new SimulatedRoutes(world, this);
        this.deadLetters =
                new DeadLetters(routes, new SimulatedParkedDeadLetters(world, this, world.parked()), world.time());
        this.pipeline = Pipelines.of(new Pipelines.Parts(
                this::read,
                new SimulatedLedger(world, this),
                routes,
                new RetryChain(world.scenario().delays(), world.scenario().jitter(), world.dice()::share),
                deadLetters,
                new SimulatedAnnouncements(world, this),
                new SimulatedSuppressions(world, this),
                new SimulatedQuota(world, this),
                SimulatedInstance::written,
                new SimulatedProvider(world, this),
                UNMETERED,
                world.scenario().properties(),
                world.time(),
                World.LEASE));
        planParkedRound();
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return isAlive;
    }

    void requireAlive() {
        if (!isAlive) {
            throw new SimulatedCrash(name);
        }
    }

    void crash() {
        isAlive = false;
        whenCrashed.run();
    }

    void assigned(Source source) {
        long from = world.broker().committed(source);
        positions.put(source, from);
        committed.put(source, from);
        board.assigned(source, laneOf(source));
        planPoll();
    }

    void leaving(Source source) {
        leaving.add(source);
        board.leaving(List.of(source));
    }

    int begun(Source source) {
        return board.begun(List.of(source));
    }

    void gone(Source source) {
        board.gone(List.of(source));
        leaving.remove(source);
        positions.remove(source);
        committed.remove(source);
    }

    /** Something may have been appended. */
    void planPoll() {
        if (!isPollPlanned && isAlive) {
            isPollPlanned = true;
            world.time().after(world.dice().millis(0, 100), this::poll);
        }
    }

    void commit(Collection<Source> sources) {
        board.positions(sources).forEach((source, position) -> {
            long to = world.has(Bug.COMMIT_PASSES_A_HOLE) ? positions.getOrDefault(source, position) : position;
            if (to != committed.getOrDefault(source, 0L)) {
                world.evidence().committed(this, source, to);
                world.broker().commit(source, to);
                committed.put(source, to);
            }
        });
    }

    private void poll() {
        isPollPlanned = false;
        if (!isAlive) {
            return;
        }
        List<Source> full = board.full();
        positions.replaceAll((source, position) -> {
            if (full.contains(source) || leaving.contains(source)) {
                return position;
            }
            List<Envelope> records =
                    world.broker().from(source, position, world.dice().from(1, 4));
            for (int next = 0; next < records.size(); next++) {
                fetched(source, position + next, records.get(next));
            }
            return position + records.size();
        });
        look();
        planPollIfBehind();
    }

    private void fetched(Source source, long offset, Envelope envelope) {
        Envelope read = world.has(Bug.DUE_TIME_IGNORED) ? undue(envelope) : envelope;
        IncomingRecord incoming = new IncomingRecord(source.topic(), source.partition(), offset, read);
        Instant due = laneOf(source) == Lane.RETRY ? incoming.headers().dueAt() : null;
        board.fetched(Work.fetched(incoming, due == null ? Instant.EPOCH : due));
    }

    private static Envelope undue(Envelope envelope) {
        DeliveryHeaders written = envelope.headers();
        return envelope.with(new DeliveryHeaders(
                written.eventKey(),
                written.attempt(),
                written.round(),
                null,
                written.firstFailedAt(),
                written.cause(),
                written.origin(),
                written.endedClaim(),
                written.isEdited(),
                written.storedRecord()));
    }

    private void planPollIfBehind() {
        List<Source> full = board.full();
        boolean isBehind = positions.entrySet().stream()
                .anyMatch(position -> !full.contains(position.getKey())
                        && !leaving.contains(position.getKey())
                        && position.getValue() < world.broker().end(position.getKey()));
        if (isBehind) {
            planPoll();
        }
    }

    /** Starts what is due, each a moment later, so that they meet in any order. */
    private void look() {
        if (!isAlive) {
            return;
        }
        boolean isPaused = board.isPaused();
        Optional<Started> due = board.take(world.time().instant());
        while (due.isPresent()) {
            Started started = due.get();
            world.time().after(world.dice().millis(0, 3), () -> work(started, isPaused));
            due = board.take(world.time().instant());
        }
        board.nextDue(world.time().instant())
                .filter(next -> next.isBefore(nextLook))
                .ifPresent(this::lookAgain);
    }

    private void lookAgain(Instant when) {
        nextLook = when;
        world.time().at(when, () -> {
            if (nextLook.equals(when)) {
                nextLook = Instant.MAX;
                look();
            }
        });
    }

    private void work(Started started, boolean isWhilePaused) {
        if (!isAlive) {
            return;
        }
        Work work = started.work();
        Handled handled;
        try {
            handled = world.evidence()
                    .during(
                            work.incoming(),
                            isWhilePaused,
                            () -> work.rest() == null
                                    ? pipeline.handle(work.incoming(), started.isProbe())
                                    : work.rest().get());
        } catch (SimulatedCrash e) {
            return;
        }
        if (isAlive) {
            note(started, handled);
        }
    }

    /** As the dispatcher does. */
    private void note(Started started, Handled handled) {
        handled.report(new Note(started, world.time().instant()));
        look();
        planPollIfBehind();
        planCommit();
    }

    private void planCommit() {
        if (!isCommitPlanned) {
            isCommitPlanned = true;
            world.time().after(world.dice().millis(50, 500), () -> {
                isCommitPlanned = false;
                if (isAlive && !world.breaks(world.scenario().broker())) {
                    commit(positions.keySet());
                } else if (isAlive) {
                    planCommit();
                }
            });
        }
    }

    /** In production the rounds never end; here they do when nothing is parked, so that everything comes to rest. */
    void planParkedRound() {
        if (!isParkedRoundPlanned) {
            isParkedRoundPlanned = true;
            world.time().after(Duration.ofSeconds(5), this::publishParked);
        }
    }

    private void publishParked() {
        isParkedRoundPlanned = false;
        if (!isAlive) {
            return;
        }
        try {
            deadLetters.publishParked();
        } catch (RuntimeException e) {
            world.evidence().trace(this, "letters stay parked");
        } catch (SimulatedCrash e) {
            return;
        }
        boolean isMoreToCome = world.time().instant().isBefore(world.scenario().lastLetterParked());
        if (isMoreToCome || !world.parked().isEmpty()) {
            planParkedRound();
        }
    }

    private Reading read(IncomingRecord incoming) {
        byte[] bytes = incoming.envelope().value().bytes();
        String key = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        SignIn signIn = world.signIns().get(key);
        if (signIn == null) {
            return new Reading.Unreadable(Reason.of("undecodable", "no event"));
        }
        return world.breaks(world.scenario().database() / 4)
                ? new Reading.NotNow("no schema")
                : new Reading.Read(signIn);
    }

    private static Mail written(Delivery delivery) {
        String email = delivery.signIn().email();
        return new Mail(
                delivery.eventKey(),
                "<" + delivery.eventKey() + "@elch>",
                "from@elch",
                "Elch",
                email == null ? "" : email,
                "subject",
                delivery.firstAttemptAt(),
                Locale.ENGLISH,
                Map.of(),
                "",
                "");
    }

    private static Lane laneOf(Source source) {
        if (source.topic().equals(Topics.USER_SIGNED_IN)) {
            return Lane.LIVE;
        }
        return source.topic().equals(Topics.REPLAY) ? Lane.REPLAY : Lane.RETRY;
    }

    /** What came of one piece of work, on the board. */
    private final class Note implements Handled.Receiver {

        private final Started started;
        private final Work work;
        private final Instant now;

        private Note(Started started, Instant now) {
            this.started = started;
            this.work = started.work();
            this.now = now;
        }

        @Override
        public void done(Handled.Done handled) {
            board.done(started, handled.answer(), now);
            world.evidence().done(work.source(), work.incoming().offset());
        }

        @Override
        public void again(Handled.Again handled) {
            board.putBack(started, work.again(handled.notBefore()), now);
        }

        @Override
        public void prepared(Handled.Prepared handled) {
            board.prepared(started, work.prepared(handled.dueAt(), handled.rest()), now);
        }

        @Override
        public void unfinished(Handled.Unfinished handled) {
            board.putBack(started, work.unfinished(handled.notBefore(), handled.rest()), now);
        }

        /** Nothing unforeseen is simulated. */
        @Override
        public void failed(Handled.Failed handled) {
            throw new IllegalStateException("an unforeseen failure", handled.cause());
        }

        @Override
        public void paused(Handled.Paused handled) {
            var unused = board.paused(started, work.again(now), now);
        }
    }
}
