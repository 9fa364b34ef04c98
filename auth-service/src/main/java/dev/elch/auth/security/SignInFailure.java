package dev.elch.auth.security;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.signin.GitHubUser;
import java.net.URI;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import reactor.core.publisher.Mono;

/** Sends a failed sign-in to a page that says why, away from the URL with the used code. */
final class SignInFailure implements ServerAuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(SignInFailure.class);

    private static final URI SIGNED_IN_PAGE = URI.create("/me");

    private final DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();
    private final AuthMeters meters;

    SignInFailure(AuthMeters meters) {
        this.meters = meters;
        Arrays.stream(FailureReason.values()).map(FailureReason::word).forEach(meters::watchFailure);
    }

    @Override
    public Mono<Void> onAuthenticationFailure(WebFilterExchange filter, AuthenticationException failure) {
        FailureReason reason = failure instanceof OAuth2AuthenticationException oauth
                ? FailureReason.ofCode(oauth.getError().getErrorCode())
                : FailureReason.TROUBLE;
        return hasOpenedItTwice(reason).flatMap(isSignedIn -> {
            if (isSignedIn) {
                return redirect.sendRedirect(filter.getExchange(), SIGNED_IN_PAGE);
            }
            meters.signInFailed(reason.word());
            tell(reason, failure);
            return redirect.sendRedirect(filter.getExchange(), URI.create("/sign-in-failed?why=" + reason.word()));
        });
    }

    /** By the back button or in a second tab: the sign-in succeeded before, and its page is what the person wants. */
    private static Mono<Boolean> hasOpenedItTwice(FailureReason reason) {
        return reason != FailureReason.STALE
                ? Mono.just(false)
                : ReactiveSecurityContextHolder.getContext()
                        .mapNotNull(SecurityContext::getAuthentication)
                        .map(authentication -> authentication.getPrincipal() instanceof GitHubUser)
                        .defaultIfEmpty(false);
    }

    private static void tell(FailureReason reason, AuthenticationException failure) {
        if (reason == FailureReason.TROUBLE) {
            log.error("A sign-in failed in a way that we did not foresee", failure);
        } else if (reason == FailureReason.NOT_PERMITTED) {
            log.error(
                    "No one can sign in: the application at GitHub may not read mail addresses. Give it the permission"
                            + " \"Email addresses: read-only\", or use an OAuth app. GitHub said: {}",
                    failure.getMessage());
        } else {
            log.warn("A sign-in failed ({}): {}", reason.word(), failure.getMessage());
        }
    }
}
