package dev.elch.auth.security;

import dev.elch.auth.outbox.PublishState;
import dev.elch.auth.outbox.SignInPublisher;
import dev.elch.auth.session.ReturnPath;
import dev.elch.auth.session.SignInSession;
import dev.elch.auth.signin.Account;
import dev.elch.auth.signin.GitHubUser;
import dev.elch.auth.signin.SignIn;
import dev.elch.contract.EventKeys;
import dev.elch.contract.MaskedAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** Makes a sign-in out of a successful authentication: an event, an entry in the session, and the way to the page. */
final class SignInSuccess implements ServerAuthenticationSuccessHandler {

    private static final Logger log = LoggerFactory.getLogger(SignInSuccess.class);
    private static final URI SIGNED_IN_PAGE = URI.create("/me");

    private final DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();
    private final SecureRandom random = new SecureRandom();
    private final SignInPublisher publisher;
    private final Clock clock;

    SignInSuccess(SignInPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public Mono<Void> onAuthenticationSuccess(WebFilterExchange filter, Authentication authentication) {
        ServerWebExchange exchange = filter.getExchange();
        GitHubUser user = (GitHubUser) Objects.requireNonNull(authentication.getPrincipal());
        SignIn signIn = signIn(user.account(), exchange);
        return exchange.getSession()
                .doOnNext(session -> remember(signIn, session))
                .then(publisher.publish(signIn))
                .doOnNext(state -> tell(signIn, state))
                .then(exchange.getSession())
                .flatMap(session -> redirect.sendRedirect(exchange, next(session)));
    }

    private URI next(WebSession session) {
        return session.getAttributes().remove(SignInSession.RETURN_PATH) instanceof ReturnPath back
                        && clock.instant().isBefore(back.until())
                ? URI.create(back.path())
                : SIGNED_IN_PAGE;
    }

    private SignIn signIn(Account account, ServerWebExchange exchange) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String device = DeviceCookie.readOrGive(exchange);
        return new SignIn(
                EventKeys.create(now, random),
                account,
                Visitors.from(exchange.getRequest(), device),
                true,
                UUID.randomUUID().toString(),
                now);
    }

    private static void remember(SignIn signIn, WebSession session) {
        session.getAttributes().put(SignInSession.USER_ID, signIn.account().userId());
        session.getAttributes().put(SignInSession.REFERENCE, signIn.session());
        session.getAttributes().put(SignInSession.SIGN_IN, signIn);
    }

    private static void tell(SignIn signIn, PublishState state) {
        String email = signIn.account().email();
        log.info(
                "Signed in {} ({}), event {}: {}",
                signIn.account().userId(),
                email == null ? "no verified address" : MaskedAddress.of(email),
                signIn.eventKey(),
                state);
    }
}
