package dev.elch.auth.page;

import dev.elch.auth.outbox.SignInHistory;
import dev.elch.auth.session.FallbackSessions;
import dev.elch.auth.session.SignInSession;
import dev.elch.auth.signin.GitHubUser;
import dev.elch.auth.signin.SignIn;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** The page for who is signed in. */
@RestController
class SignedInController {

    private static final Logger log = LoggerFactory.getLogger(SignedInController.class);
    private static final int SHOWN = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Pages pages;
    private final SignInHistory history;
    private final FallbackSessions sessions;

    SignedInController(Pages pages, SignInHistory history, FallbackSessions sessions) {
        this.pages = pages;
        this.history = history;
        this.sessions = sessions;
    }

    @GetMapping("/me")
    Mono<ResponseEntity<String>> me(
            ServerWebExchange exchange, WebSession session, @AuthenticationPrincipal GitHubUser user) {
        SignIn signIn = session.getRequiredAttribute(SignInSession.SIGN_IN);
        Mono<Optional<SignInsView>> shown = history.latestOf(user.getName(), SHOWN)
                .collectList()
                .map(latest -> Optional.of(new SignInsView(signIn, latest)))
                .timeout(PATIENCE)
                .onErrorReturn(Optional.empty());
        return Mono.zip(shown, forgeryToken(exchange))
                .map(facts -> pages.page(
                        exchange.getRequest().getHeaders(),
                        HttpStatus.OK,
                        "me",
                        Map.of(
                                "account", user.account(),
                                "signIns", facts.getT1().orElseGet(() -> SignInsView.withoutHistory(signIn)),
                                "csrf", facts.getT2())));
    }

    @PostMapping("/sign-out-everywhere")
    Mono<ResponseEntity<Void>> signOutEverywhere(WebSession session, @AuthenticationPrincipal GitHubUser user) {
        return sessions.endAllOf(user.getName())
                .doOnNext(ended -> log.info("Signed {} out everywhere: {} sessions ended", user.getName(), ended))
                .then(session.invalidate())
                .thenReturn(ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/?signed-out=everywhere"))
                        .build());
    }

    private static Mono<CsrfToken> forgeryToken(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
    }
}
