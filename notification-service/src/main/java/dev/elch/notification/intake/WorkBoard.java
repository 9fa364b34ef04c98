package dev.elch.notification.intake;

import dev.elch.notification.pipeline.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is fetched and not committed, and what to start next: first what is left of begun work, then due
 * retries, then live traffic, then replays, and within a lane whatever is due longest. A retry counts as due a head start
 * before it is, so that all but the sending can be done by then. A record that is slow or comes back holds up none of the others:
 * while the provider is paused, whatever waits longest is the next probe.
 * Knows no broker, no clock and no thread; not thread-safe.
 */
public final class WorkBoard {

    private final WorkLimits limits;
    private final ProviderGate gate;
    private final Map<Source, PartitionWork> partitions = new LinkedHashMap<>();
    private final Duration headStart;
    private final PriorityQueue<Started> unfinished =
            new PriorityQueue<>(Comparator.comparing(Started::work, Work.MOST_URGENT));
    private int running;
    private int runningRetries;

    /** @param headStart how long before it is due a retry may be prepared */
    public WorkBoard(WorkLimits limits, ProviderGate gate, Duration headStart) {
        this.limits = limits;
        this.gate = gate;
        this.headStart = headStart;
    }

    /** A partition is ours from now on. */
    public void assigned(Source source, Lane lane) {
        partitions.put(source, new PartitionWork(lane));
    }

    /** Partitions are about to go: what is begun may finish, nothing else is started. */
    public void leaving(Collection<Source> sources) {
        held(sources).values().forEach(PartitionWork::leave);
    }

    /** Partitions are gone; what is still begun of them is fenced by the ledger and counts for nothing here. */
    public void gone(Collection<Source> sources) {
        leaving(sources);
        sources.forEach(partitions::remove);
    }

    /** A record was fetched; ignored when its partition is not ours. */
    public void fetched(Work work) {
        PartitionWork partition = partitions.get(work.source());
        if (partition != null) {
            partition.fetched(work);
        }
    }

    /** Everything before {@code position} was fetched; ignored when the partition is not ours. */
    public void reached(Source source, long position) {
        PartitionWork partition = partitions.get(source);
        if (partition != null) {
            partition.reached(position);
        }
    }

    /** Takes the most urgent work that is due and may be started. */
    public Optional<Started> take(Instant now) {
        if (running >= limits.running()) {
            return Optional.empty();
        }
        Started rest = unfinished.peek();
        if (rest != null && !rest.work().dueAt().isAfter(now)) {
            unfinished.remove();
            return Optional.of(started(rest));
        }
        Started chosen = gate.permits(running, now) ? mostUrgent(now) : null;
        return Optional.ofNullable(chosen)
                .map(next -> started(new Started(next.work(), next.partition(), gate.started())));
    }

    /** When to ask again, if nothing is fetched and nothing comes back until then; empty: not before something does. */
    public Optional<Instant> nextDue(Instant now) {
        if (running >= limits.running()) {
            return Optional.empty();
        }
        Instant rest =
                unfinished.isEmpty() ? Instant.MAX : unfinished.peek().work().dueAt();
        Instant due = partitions.values().stream()
                .filter(this::mayStart)
                .map(partition -> partition.next(limits.runningPerPartition(), headStart()))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        if (due.isBefore(Instant.MAX) && !gate.permits(running, due.isAfter(now) ? due : now)) {
            Instant probe = gate.nextProbe();
            due = probe == null ? Instant.MAX : probe;
        }
        Instant next = rest.isBefore(due) ? rest : due;
        return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
    }

    /** A record's outcome is durable. */
    public void done(Started started, Handled.ProviderAnswer answer, Instant now) {
        back(started);
        started.partition().done(started.work());
        switch (answer) {
            case WORKS -> gate.answered(started.isProbe());
            case IN_DOUBT -> gate.inDoubt(started.isProbe(), now);
            case NONE -> gate.notAsked(started.isProbe(), now);
        }
    }

    /** A record is ready for the time when it is due. While the provider cannot work it waits as if it was not. */
    public void prepared(Started started, Work rest, Instant now) {
        back(started);
        started.partition().prepared(rest);
        gate.notAsked(started.isProbe(), now);
        if (gate.isPaused()) {
            started.partition().unprepare();
        }
    }

    /** A record needs more work, at another time. */
    public void putBack(Started started, Work rest, Instant now) {
        back(started);
        started.partition().putBack(rest);
        if (rest.isUnfinished()) {
            unfinished.add(new Started(rest, started.partition(), false));
            gate.inDoubt(started.isProbe(), now);
        } else {
            gate.notAsked(started.isProbe(), now);
        }
    }

    /** A record came back because the provider cannot work at all; returns whether that is news. */
    public boolean paused(Started started, Work again, Instant now) {
        back(started);
        started.partition().putBack(again);
        partitions.values().forEach(PartitionWork::unprepare);
        return gate.paused(started.isProbe(), now);
    }

    /** Position to commit for each of these partitions from which something was fetched. */
    public Map<Source, Long> positions(Collection<Source> sources) {
        Map<Source, Long> positions = new LinkedHashMap<>();
        held(sources).forEach((source, partition) -> {
            if (partition.position() >= 0) {
                positions.put(source, partition.position());
            }
        });
        return positions;
    }

    /** Partitions of which enough is here: fetching from them should pause. */
    public List<Source> full() {
        List<Source> full = new ArrayList<>();
        partitions.forEach((source, partition) -> {
            if (partition.isFull(limits)) {
                full.add(source);
            }
        });
        return full;
    }

    /** How many records of these partitions are begun and not through. */
    public int begun(Collection<Source> sources) {
        return held(sources).values().stream().mapToInt(PartitionWork::begun).sum();
    }

    /** How each partition stands. */
    public Map<Source, PartitionState> states(Instant now) {
        Map<Source, PartitionState> states = new LinkedHashMap<>();
        partitions.forEach((source, partition) -> states.put(source, partition.state(now)));
        return states;
    }

    public boolean isPaused() {
        return gate.isPaused();
    }

    private Started started(Started started) {
        running++;
        runningRetries += started.partition().lane() == Lane.RETRY ? 1 : 0;
        started.partition().started(started.work());
        return started;
    }

    private void back(Started started) {
        running--;
        runningRetries -= started.partition().lane() == Lane.RETRY ? 1 : 0;
    }

    private @Nullable Started mostUrgent(Instant now) {
        Started best = null;
        for (PartitionWork partition : partitions.values()) {
            Work head = mayStart(partition) ? partition.head(limits.runningPerPartition(), headStart(), now) : null;
            if (head != null && (best == null || isMoreUrgent(head, partition, best))) {
                best = new Started(head, partition, false);
            }
        }
        return best;
    }

    /** Probes of a paused provider go round: one that failed comes after all others, whatever its lane. */
    private boolean isMoreUrgent(Work head, PartitionWork partition, Started other) {
        int byLane = gate.isPaused()
                ? 0
                : partition.lane().compareTo(other.partition().lane());
        int byDue = byLane == 0 ? head.dueAt().compareTo(other.work().dueAt()) : byLane;
        return byDue == 0 ? partition.running() < other.partition().running() : byDue < 0;
    }

    private boolean mayStart(PartitionWork partition) {
        return partition.lane() != Lane.RETRY || !isRetryFull();
    }

    /** Nothing is prepared for a provider that cannot work. */
    private Duration headStart() {
        return gate.isPaused() ? Duration.ZERO : headStart;
    }

    private boolean isRetryFull() {
        return runningRetries >= limits.running() - limits.liveReserve();
    }

    private Map<Source, PartitionWork> held(Collection<Source> sources) {
        Map<Source, PartitionWork> held = new LinkedHashMap<>();
        sources.forEach(source -> {
            PartitionWork partition = partitions.get(source);
            if (partition != null) {
                held.put(source, partition);
            }
        });
        return held;
    }
}
