package dev.elch.auth.signin;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** Turns GitHub's trouble into a failed authentication that says which kind of trouble it was. */
public final class GitHubTrouble {

    /** GitHub did not answer, or with a 5xx. */
    public static final String UNREACHABLE = "github_unreachable";

    /** GitHub answered with something that we can not use. */
    public static final String UNUSABLE_ANSWER = "github_unusable_answer";

    private GitHubTrouble() {}

    static Throwable asAuthenticationFailure(Throwable trouble) {
        return trouble instanceof AuthenticationException
                ? trouble
                : new OAuth2AuthenticationException(error(trouble), trouble.getMessage(), trouble);
    }

    static Throwable asAuthorizationFailure(Throwable trouble) {
        return trouble instanceof OAuth2AuthorizationException refused && !isUnreachable(refused.getCause())
                ? trouble
                : new OAuth2AuthorizationException(error(trouble), trouble);
    }

    private static OAuth2Error error(Throwable trouble) {
        boolean isUnreachable = isUnreachable(trouble) || isUnreachable(trouble.getCause());
        return new OAuth2Error(isUnreachable ? UNREACHABLE : UNUSABLE_ANSWER, trouble.toString(), null);
    }

    private static boolean isUnreachable(@org.jspecify.annotations.Nullable Throwable trouble) {
        return trouble instanceof TimeoutException
                || trouble instanceof IOException
                || trouble instanceof WebClientRequestException
                || (trouble instanceof WebClientResponseException answer
                        && answer.getStatusCode().is5xxServerError());
    }
}
