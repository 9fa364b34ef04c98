package dev.elch.auth.security;

import dev.elch.auth.signin.GitHubErrors;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Why a sign-in failed, as far as the user can do something about it. */
public enum FailureReason {

    /** The user said no at GitHub. */
    DENIED(HttpStatus.FORBIDDEN, "access_denied"),

    /** The answer does not belong to a question of ours, or says nothing: too late, opened twice, or forged. */
    STALE(
            HttpStatus.BAD_REQUEST,
            "authorization_request_not_found",
            "invalid_state_parameter",
            "unknown_error",
            "invalid_grant",
            "bad_verification_code"),

    /** GitHub does not answer. */
    UNREACHABLE(HttpStatus.BAD_GATEWAY, GitHubErrors.UNREACHABLE),

    /** GitHub allows us no more requests for a while. */
    LIMITED(HttpStatus.SERVICE_UNAVAILABLE, GitHubErrors.LIMITED),

    /** Our application at GitHub lacks a permission: its owner has to look. */
    NOT_PERMITTED(HttpStatus.BAD_GATEWAY, GitHubErrors.NOT_PERMITTED),

    /** Anything else: a person has to look. */
    TROUBLE(HttpStatus.BAD_GATEWAY);

    private final HttpStatus status;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of gives an unmodifiable one
    private final Set<String> codes;

    FailureReason(HttpStatus status, String... codes) {
        this.status = status;
        this.codes = Set.of(codes);
    }

    /** The reason for an OAuth 2 error code; an unknown one is {@link #TROUBLE}. */
    static FailureReason ofCode(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.codes.contains(code))
                .findFirst()
                .orElse(TROUBLE);
    }

    /** The reason with this {@link #word()}; an unknown one is {@link #TROUBLE}. */
    public static FailureReason ofWord(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElse(TROUBLE);
    }

    /** The reason in a URL, a meter and a text's name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public HttpStatus status() {
        return status;
    }
}
