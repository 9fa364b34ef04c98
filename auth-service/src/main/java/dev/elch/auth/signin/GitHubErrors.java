package dev.elch.auth.signin;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** Turns a failure of GitHub into a failed authentication that names the kind of failure. */
public final class GitHubErrors {

    /** GitHub did not answer, or with a 5xx, or its token endpoint with a 429. */
    public static final String UNREACHABLE = "github_unreachable";

    /** GitHub allows no more requests for a while: primary or secondary rate limit. */
    public static final String LIMITED = "github_limited";

    /** The application at GitHub lacks a permission that it needs. */
    public static final String NOT_PERMITTED = "github_not_permitted";

    /** GitHub answered with something that we cannot use. */
    public static final String UNUSABLE_ANSWER = "github_unusable_answer";

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    private GitHubErrors() {}

    static Throwable asAuthenticationFailure(Throwable trouble) {
        return trouble instanceof AuthenticationException
                ? trouble
                : new OAuth2AuthenticationException(error(trouble), trouble.getMessage(), trouble);
    }

    static Throwable asAuthorizationFailure(Throwable trouble) {
        return trouble instanceof OAuth2AuthorizationException refused && !isUnreachable(refused.getCause())
                ? trouble
                : new OAuth2AuthorizationException(tokenError(trouble), trouble);
    }

    private static OAuth2Error error(Throwable trouble) {
        if (trouble instanceof WebClientResponseException answer && isLimited(answer)) {
            return new OAuth2Error(LIMITED, limits(answer), null);
        }
        if (trouble instanceof WebClientResponseException answer
                && answer.getStatusCode().value() == FORBIDDEN) {
            return new OAuth2Error(NOT_PERMITTED, answer.getMessage(), null);
        }
        return tokenError(trouble);
    }

    private static OAuth2Error tokenError(Throwable trouble) {
        boolean isUnreachable = isUnreachable(trouble) || isUnreachable(trouble.getCause());
        return new OAuth2Error(isUnreachable ? UNREACHABLE : UNUSABLE_ANSWER, trouble.toString(), null);
    }

    /**
     * A primary limit says that nothing remains, a secondary one how long to wait or only that there is one
     * (docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api).
     */
    private static boolean isLimited(WebClientResponseException answer) {
        int status = answer.getStatusCode().value();
        HttpHeaders headers = answer.getHeaders();
        return status == TOO_MANY_REQUESTS
                || (status == FORBIDDEN
                        && ("0".equals(headers.getFirst("X-RateLimit-Remaining"))
                                || headers.containsHeader(HttpHeaders.RETRY_AFTER)
                                || answer.getResponseBodyAsString().contains("rate limit")));
    }

    private static String limits(WebClientResponseException answer) {
        HttpHeaders headers = answer.getHeaders();
        return answer.getStatusCode() + ", Retry-After " + headers.getFirst(HttpHeaders.RETRY_AFTER)
                + ", X-RateLimit-Reset " + headers.getFirst("X-RateLimit-Reset");
    }

    private static boolean isUnreachable(@Nullable Throwable trouble) {
        return trouble instanceof TimeoutException
                || trouble instanceof IOException
                || trouble instanceof WebClientRequestException
                || (trouble instanceof WebClientResponseException answer
                        && (answer.getStatusCode().is5xxServerError()
                                || answer.getStatusCode().value() == TOO_MANY_REQUESTS));
    }
}
