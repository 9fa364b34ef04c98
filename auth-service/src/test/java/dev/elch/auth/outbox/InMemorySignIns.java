package dev.elch.auth.outbox;

import dev.elch.auth.signin.SignIn;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Outbox and history in a map, which can be switched off like a database. */
public final class InMemorySignIns implements Outbox, SignInHistory {

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
    public Mono<Void> markPublished(String eventKey, Instant at) {
        return answering(() -> {
                    Row row = rows.get(eventKey);
                    row.publishedAt = at;
                    row.relayFrom = null;
                    return row;
                })
                .then();
    }

    @Override
    public Mono<Void> release(String eventKey, Instant relayFrom) {
        return answering(() -> {
                    Row row = rows.get(eventKey);
                    if (row.relayFrom != null) {
                        row.relayFrom = relayFrom;
                    }
                    return row;
                })
                .then();
    }

    @Override
    public Mono<SignIn> claim(Instant now, Instant until) {
        return answering(() -> {
            Optional<Row> due = rows.values().stream()
                    .filter(row -> row.relayFrom != null && !row.relayFrom.isAfter(now))
                    .min(Comparator.comparing(row -> row.relayFrom));
            due.ifPresent(row -> row.relayFrom = until);
            return due.map(row -> row.signIn).orElse(null);
        });
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
