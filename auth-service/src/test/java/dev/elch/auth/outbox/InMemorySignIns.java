package dev.elch.auth.outbox;

import dev.elch.auth.signin.SignIn;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Outbox and history in a map, which can be switched off like a database. */
public final class InMemorySignIns implements Outbox, SignInHistory {

    private static final Comparator<Waiting> IN_ORDER =
            Comparator.comparing((Waiting one) -> one.signIn().occurredAt()).thenComparing(Waiting::eventKey);

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private boolean isAway;

    public void goAway() {
        isAway = true;
    }

    public void comeBack() {
        isAway = false;
    }

    /** Adds a sign-in whose event is published. */
    public void add(SignIn signIn) {
        store(signIn, null, signIn.occurredAt()).block();
    }

    boolean isPublished(String eventKey) {
        return rows.get(eventKey).publishedAt != null;
    }

    @Nullable
    Instant relayFrom(String eventKey) {
        return rows.get(eventKey).relayFrom;
    }

    @Override
    public Mono<Void> store(SignIn signIn, @Nullable Instant relayFrom, Instant now) {
        return answering(() -> {
                    Row row = rows.computeIfAbsent(signIn.eventKey(), key -> new Row(signIn, relayFrom));
                    if (relayFrom == null) {
                        row.publishedAt = now;
                        row.relayFrom = null;
                    }
                    return row;
                })
                .then();
    }

    @Override
    public Mono<Void> markPublished(Collection<String> eventKeys, Instant at) {
        return answering(() -> {
                    rowsOf(eventKeys).forEach(row -> {
                        row.publishedAt = at;
                        row.relayFrom = null;
                    });
                    return eventKeys;
                })
                .then();
    }

    @Override
    public Mono<Void> release(Collection<String> eventKeys, Instant relayFrom) {
        return answering(() -> {
                    rowsOf(eventKeys).filter(row -> row.relayFrom != null).forEach(row -> row.relayFrom = relayFrom);
                    return eventKeys;
                })
                .then();
    }

    @Override
    public Mono<Boolean> isWaiting(String userId) {
        return answering(() -> unpublished().anyMatch(one -> one.userId().equals(userId)));
    }

    @Override
    public Mono<List<Waiting>> waiting(@Nullable Waiting after, int limit) {
        return answering(() -> unpublished()
                .sorted(IN_ORDER)
                .filter(one -> after == null || IN_ORDER.compare(one, after) > 0)
                .limit(limit)
                .toList());
    }

    @Override
    public Mono<Set<String>> claim(Collection<String> eventKeys, Instant now, Instant until) {
        return answering(() -> rowsOf(eventKeys)
                .filter(row -> row.relayFrom != null && !row.relayFrom.isAfter(now))
                .peek(row -> row.relayFrom = until)
                .map(row -> row.signIn.eventKey())
                .collect(Collectors.toSet()));
    }

    private Stream<Row> rowsOf(Collection<String> eventKeys) {
        return eventKeys.stream().map(rows::get);
    }

    private Stream<Waiting> unpublished() {
        return rows.values().stream()
                .filter(row -> row.relayFrom != null)
                .map(row -> new Waiting(row.signIn, row.relayFrom));
    }

    @Override
    public Mono<Backlog> backlog() {
        return answering(() -> new Backlog(
                rows.values().stream().filter(row -> row.relayFrom != null).count(),
                rows.values().stream()
                        .filter(row -> row.relayFrom != null)
                        .map(row -> row.signIn.occurredAt())
                        .min(Comparator.naturalOrder())
                        .orElse(null)));
    }

    @Override
    public Mono<Boolean> knows(String userId, String device) {
        return answering(() -> rows.values().stream()
                .anyMatch(row -> row.disputedAt == null
                        && row.signIn.account().userId().equals(userId)
                        && row.signIn.visitor().device().equals(device)));
    }

    @Override
    public Flux<PastSignIn> latestOf(String userId, int limit) {
        return answering(() -> rows.values().stream()
                        .filter(row -> row.signIn.account().userId().equals(userId))
                        .map(Row::toPast)
                        .toList())
                .flatMapIterable(past -> past);
    }

    @Override
    public Mono<PastSignIn> find(String eventKey) {
        return answering(() -> rows.containsKey(eventKey) ? rows.get(eventKey).toPast() : null);
    }

    @Override
    public Mono<PastSignIn> dispute(String eventKey, boolean everywhere, Instant at) {
        return answering(() -> {
            Row row = rows.get(eventKey);
            if (row != null && row.disputedAt == null) {
                row.disputedAt = at;
            }
            if (row != null && everywhere && row.endedEverywhereAt == null) {
                row.endedEverywhereAt = at;
            }
            return row == null ? null : row.toPast();
        });
    }

    @Override
    public Mono<PastSignIn> undispute(String eventKey) {
        return answering(() -> {
            Row row = rows.get(eventKey);
            if (row != null) {
                row.disputedAt = null;
            }
            return row == null ? null : row.toPast();
        });
    }

    private <T> Mono<T> answering(Callable<@Nullable T> answer) {
        return Mono.defer(() ->
                isAway ? Mono.error(new IllegalStateException("the database is away")) : Mono.fromCallable(answer));
    }

    private static final class Row {
        private final SignIn signIn;
        private @Nullable Instant relayFrom;
        private @Nullable Instant publishedAt;
        private @Nullable Instant disputedAt;
        private @Nullable Instant endedEverywhereAt;

        Row(SignIn signIn, @Nullable Instant relayFrom) {
            this.signIn = signIn;
            this.relayFrom = relayFrom;
        }

        PastSignIn toPast() {
            return new PastSignIn(signIn, publishedAt, disputedAt, endedEverywhereAt);
        }
    }
}
