package dev.elch.auth.authorization;

import dev.elch.auth.session.FallbackSessions;
import dev.elch.auth.signin.SignIn;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Signs operators in at consoles: a code for a user with a role, a token for the code, the next token before that one expires.
 * Each secret is valid once; a secret that is used a second time ends the grant, because then two parties have it.
 */
final class ConsoleSignIns {

    /** From our redirect to the console's request; a person does nothing in between. */
    static final Duration CODE_LIFETIME = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(ConsoleSignIns.class);

    private final RoleAssignments roles;
    private final Grants grants;
    private final FallbackSessions sessions;
    private final AccessTokens tokens;
    private final Duration idle;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param idle how long a console may be silent */
    ConsoleSignIns(
            RoleAssignments roles,
            Grants grants,
            FallbackSessions sessions,
            AccessTokens tokens,
            Duration idle,
            Clock clock) {
        this.roles = roles;
        this.grants = grants;
        this.sessions = sessions;
        this.tokens = tokens;
        this.idle = idle;
        this.clock = clock;
    }

    Optional<Role> roleOf(String userId) {
        return roles.roleOf(userId);
    }

    /** The code with which the console can ask for the first token, for a minute. */
    Mono<Secret> open(AuthorizationRequest request, SignIn signIn) {
        return Mono.defer(() -> {
            Secret code = Secret.create(UUID.randomUUID().toString(), random);
            return grants.insert(new Grant(
                            code.grant(),
                            signIn.account().userId(),
                            signIn.account().login(),
                            signIn.session(),
                            request.console(),
                            request.challenge(),
                            false,
                            code.hash(),
                            clock.instant().plus(CODE_LIFETIME)))
                    .thenReturn(code);
        });
    }

    /** The first token for a code; empty when the code is not good (any more) or belongs to another console. */
    Mono<TokenResponse> redeem(String code, String verifier, String console) {
        return find(code, false)
                .filter(grant -> grant.console().toString().equals(console)
                        && grant.challenge().equals(Secret.sha256(verifier)))
                .flatMap(this::next);
    }

    /** The next token; empty when the secret is not good (any more), the session has ended, or the role is gone. */
    Mono<TokenResponse> renew(String secret) {
        return find(secret, true).flatMap(this::next);
    }

    /** Ends the grant and the session in which it was given; empty when there was none. */
    Mono<Void> end(String secret) {
        return find(secret, true)
                .flatMap(grant -> grants.delete(grant.id())
                        .then(sessions.end(grant.session()))
                        .doOnSuccess(ended -> log.info("{} signed out of {}", grant.userId(), grant.console())))
                .then();
    }

    private Mono<Grant> find(String text, boolean isRedeemed) {
        return Mono.justOrEmpty(Secret.parse(text))
                .flatMap(secret -> grants.find(secret.grant(), clock.instant()).flatMap(grant -> {
                    if (grant.isRedeemed() == isRedeemed && secret.isTheOneOf(grant)) {
                        return Mono.just(grant);
                    }
                    log.warn(
                            "{} at {}: a secret was used a second time, the grant ends",
                            grant.userId(),
                            grant.console());
                    return grants.delete(grant.id()).then(Mono.empty());
                }));
    }

    private Mono<TokenResponse> next(Grant grant) {
        return Mono.justOrEmpty(roles.roleOf(grant.userId()))
                .filterWhen(role -> sessions.visit(grant.session()))
                .flatMap(role -> {
                    Secret secret = Secret.create(grant.id(), random);
                    Grant newer = grant.redeemed(secret.hash(), clock.instant().plus(idle));
                    return tokens.issue(grant.userId(), grant.login(), role)
                            .filterWhen(written -> grants.replace(grant, newer))
                            .map(written -> new TokenResponse(written, tokens.lifetime(), secret));
                });
    }
}
