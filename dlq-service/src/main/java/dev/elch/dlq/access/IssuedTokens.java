package dev.elch.dlq.access;

import dev.elch.access.Caller;
import dev.elch.access.Callers;
import dev.elch.access.Role;
import dev.elch.dlq.audit.MongoAuditLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Creates, checks and revokes API tokens; each action is in the audit log before it is done. */
public final class IssuedTokens implements Callers {

    /** How exactly the last use is noted: not every call is worth a write. */
    static final Duration USE_GRANULARITY = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(IssuedTokens.class);

    private final MongoTokens store;
    private final MongoAuditLog audit;
    private final Set<String> configured;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param configured names that the configuration has given away */
    IssuedTokens(MongoTokens store, MongoAuditLog audit, Set<String> configured, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.configured = Set.copyOf(configured);
        this.clock = clock;
    }

    public Flux<IssuedToken> all() {
        return store.all();
    }

    /** The new token; empty when the name is, or was, in use. */
    public Mono<CreatedToken> make(String name, Role role, Duration lifetime, String actor) {
        return store.find(name).hasElement().flatMap(isThere -> {
            if (isThere || configured.contains(name)) {
                return Mono.empty();
            }
            Instant now = now();
            TokenText text = TokenText.create(name, random);
            IssuedToken token =
                    new IssuedToken(name, role, text.sha256(), now, actor, now.plus(lifetime), null, null, null);
            return audit.write(actor, "make-token", details(token))
                    .then(store.insert(token))
                    .filter(Boolean::booleanValue)
                    .map(stored -> new CreatedToken(token, text.whole()));
        });
    }

    /** The token as it is now; empty when there is none of that name. Revoking again changes nothing. */
    public Mono<IssuedToken> revoke(String name, String actor, String reason) {
        return store.find(name)
                .flatMap(token -> token.revokedAt() != null
                        ? Mono.just(token)
                        : audit.write(actor, "revoke-token", Map.of("token", name, "reason", reason))
                                .then(store.revoke(name, actor, now()))
                                .switchIfEmpty(store.find(name)));
    }

    /**
     * The caller with this token; empty when the token, or one with which it was made, is unknown, expired or revoked. Fails when
     * the database does not answer.
     */
    @Override
    public Mono<Caller> caller(String token) {
        return Mono.justOrEmpty(TokenText.parse(token))
                .flatMap(
                        text -> store.find(text.name()).filter(text::isTheOneOf).filterWhen(this::isGood))
                .flatMap(known -> noteUse(known).thenReturn(new Caller(known.name(), known.role())));
    }

    /**
     * Who answers for what {@code name} does: for a token the one who made it, and if that was a token again, who made that one. A
     * name that is no issued token answers for itself.
     */
    public Mono<String> makerOf(String name) {
        return store.find(name).flatMap(token -> makerOf(token.createdBy())).defaultIfEmpty(name);
    }

    /** A token that was made with a token ends with it; a person and a configured token are no issued tokens. */
    private Mono<Boolean> isGood(IssuedToken token) {
        if (!token.isGood(clock.instant())) {
            return Mono.just(false);
        }
        return store.find(token.createdBy()).flatMap(this::isGood).defaultIfEmpty(true);
    }

    private Mono<Void> noteUse(IssuedToken token) {
        Instant last = token.lastUsedAt();
        Instant now = now();
        boolean isNoted = last != null && last.plus(USE_GRANULARITY).isAfter(now);
        return isNoted
                ? Mono.empty()
                : store.noteUse(token.name(), now).onErrorResume(trouble -> {
                    log.warn("The use of token {} is not noted: {}", token.name(), trouble.toString());
                    return Mono.empty();
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Map<String, String> details(IssuedToken token) {
        return Map.of(
                "token", token.name(),
                "role", token.role().name(),
                "until", token.expiresAt().toString());
    }
}
