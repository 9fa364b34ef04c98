package dev.elch.auth.authorization;

import dev.elch.auth.page.Pages;
import dev.elch.auth.session.ReturnPath;
import dev.elch.auth.session.SignInSession;
import dev.elch.auth.signin.GitHubUser;
import dev.elch.auth.signin.SignIn;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** Where a console sends the browser to sign in, and from where it comes back with a code. */
@RestController
class AuthorizeController {

    private static final Logger log = LoggerFactory.getLogger(AuthorizeController.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration TIME_TO_SIGN_IN = Duration.ofMinutes(10);
    private static final URI GITHUB = URI.create("/oauth2/authorization/github");

    private final ConsoleSignIns signIns;
    private final AuthorizationProperties properties;
    private final Pages pages;
    private final Clock clock;

    AuthorizeController(ConsoleSignIns signIns, AuthorizationProperties properties, Pages pages, Clock clock) {
        this.signIns = signIns;
        this.properties = properties;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/oauth2/authorize")
    Mono<ResponseEntity<String>> authorize(
            ServerWebExchange exchange, WebSession session, @AuthenticationPrincipal @Nullable GitHubUser user) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        Optional<AuthorizationRequest> request = AuthorizationRequest.of(
                exchange.getRequest().getQueryParams().toSingleValueMap(), properties.consoles());
        SignIn signIn = session.getAttribute(SignInSession.SIGN_IN);
        if (request.isEmpty()) {
            log.warn(
                    "Refused to send a browser to a console: it is not in elch.people.consoles, or the request is not complete");
            return Mono.just(trouble(headers, HttpStatus.BAD_REQUEST, "console.unknown"));
        }
        if (user == null || signIn == null) {
            String back = "/oauth2/authorize?" + exchange.getRequest().getURI().getRawQuery();
            session.getAttributes()
                    .put(
                            SignInSession.RETURN_PATH,
                            new ReturnPath(back, clock.instant().plus(TIME_TO_SIGN_IN)));
            return Mono.just(redirect(GITHUB));
        }
        if (signIns.roleOf(user.getName()).isEmpty()) {
            log.info(
                    "{} wanted to enter {} and has no role",
                    user.getName(),
                    request.get().console());
            return forgeryToken(exchange).map(csrf -> noRole(headers, user, csrf));
        }
        return signIns.open(request.get(), signIn)
                .timeout(PATIENCE)
                .map(code -> redirect(request.get().answer(code)))
                .onErrorResume(away -> {
                    log.warn("No code for {}: {}", user.getName(), away.toString());
                    return Mono.just(trouble(headers, HttpStatus.SERVICE_UNAVAILABLE, "console.away"));
                });
    }

    private ResponseEntity<String> trouble(HttpHeaders headers, HttpStatus status, String why) {
        return pages.page(headers, status, "console-trouble", Map.of("why", why));
    }

    private ResponseEntity<String> noRole(HttpHeaders headers, GitHubUser user, CsrfToken csrf) {
        return pages.page(headers, HttpStatus.FORBIDDEN, "no-role", Map.of("account", user.account(), "csrf", csrf));
    }

    private static ResponseEntity<String> redirect(URI target) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(target)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static Mono<CsrfToken> forgeryToken(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
    }
}
