package dev.elch.auth.security;

import dev.elch.auth.meters.AuthMeters;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import reactor.core.publisher.Mono;

/** Sends a failed sign-in to a page that says why, away from the URL with the used code. */
final class SignInFailure implements ServerAuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(SignInFailure.class);

    private final DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();
    private final AuthMeters meters;

    SignInFailure(AuthMeters meters) {
        this.meters = meters;
    }

    @Override
    public Mono<Void> onAuthenticationFailure(WebFilterExchange filter, AuthenticationException failure) {
        FailureReason reason = failure instanceof OAuth2AuthenticationException oauth
                ? FailureReason.ofCode(oauth.getError().getErrorCode())
                : FailureReason.TROUBLE;
        meters.signInFailed(reason.word());
        tell(reason, failure);
        return redirect.sendRedirect(filter.getExchange(), URI.create("/sign-in-failed?why=" + reason.word()));
    }

    private static void tell(FailureReason reason, AuthenticationException failure) {
        if (reason == FailureReason.TROUBLE) {
            log.error("A sign-in failed in a way that we did not foresee", failure);
        } else {
            log.warn("A sign-in failed ({}): {}", reason.word(), failure.getMessage());
        }
    }
}
