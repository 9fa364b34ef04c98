package dev.elch.dlq.access;

import dev.elch.access.Caller;
import dev.elch.dlq.audit.AuditReason;
import dev.elch.dlq.problem.ConflictException;
import dev.elch.dlq.problem.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Makes API tokens for machines, shows which there are, and takes them back. */
@RestController
@RequestMapping("/api/admin/dlq/tokens")
class TokenController {

    private final IssuedTokens tokens;
    private final Clock clock;

    TokenController(IssuedTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** All that were ever made, newest first; never the tokens themselves. */
    @GetMapping
    Mono<TokensView> list() {
        return tokens.all().map(this::view).collectList().map(TokensView::new);
    }

    /** Makes one. The answer is the only place where it can be read. */
    @PostMapping
    Mono<ResponseEntity<CreatedTokenView>> make(
            @RequestBody TokenRequest request, @AuthenticationPrincipal Caller caller) {
        String name = request.validName();
        return tokens.make(name, request.validRole(), request.lifetime(), caller.name())
                .map(made -> ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .body(new CreatedTokenView(made.text(), view(made.token()))))
                .switchIfEmpty(Mono.error(() -> new ConflictException(
                        "There is, or was, a token called " + name
                                + ". Choose another name: the audit log knows that one.",
                        Map.of("name", name))));
    }

    @PostMapping("/{name}/revoke")
    Mono<TokenView> revoke(
            @PathVariable String name, @RequestBody RevocationRequest request, @AuthenticationPrincipal Caller caller) {
        return tokens.revoke(name, caller.name(), AuditReason.valid(request.reason()))
                .map(this::view)
                .switchIfEmpty(Mono.error(() -> new NotFoundException("There is no token " + name + ".")));
    }

    private TokenView view(IssuedToken token) {
        return new TokenView(
                token.name(),
                token.role().name(),
                token.state(clock.instant()),
                token.createdAt(),
                token.createdBy(),
                token.expiresAt(),
                token.lastUsedAt(),
                token.revokedAt(),
                token.revokedBy());
    }

    /** @param reason why; the audit log keeps it */
    record RevocationRequest(@Nullable String reason) {}

    /** @param tokens newest first */
    record TokensView(List<TokenView> tokens) {}

    /**
     * A token that was just made.
     *
     * @param token to be kept by its holder: it is shown here and never again
     */
    record CreatedTokenView(String token, TokenView made) {}

    /**
     * What is known of a token.
     *
     * @param state good, expired or revoked
     * @param lastUsedAt to the minute; absent: never
     */
    record TokenView(
            String name,
            String role,
            String state,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt,
            @Nullable String revokedBy) {}
}
