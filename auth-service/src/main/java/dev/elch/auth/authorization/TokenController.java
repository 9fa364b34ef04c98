package dev.elch.auth.authorization;

import dev.elch.auth.meters.AuthMeters;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives consoles their tokens. No cookie counts here: the secret in the form is the proof, and so another site can make a
 * browser send nothing of use. Answers and errors are those of OAuth 2 (RFC 6749, 5.1 and 5.2).
 */
@RestController
class TokenController {

    private static final Logger log = LoggerFactory.getLogger(TokenController.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ConsoleSignIns signIns;
    private final AuthMeters meters;

    TokenController(ConsoleSignIns signIns, AuthMeters meters) {
        this.signIns = signIns;
        this.meters = meters;
    }

    @PostMapping(path = "/oauth2/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<Map<String, Object>>> token(ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(form -> repeated(form).map(Mono::just).orElseGet(() -> grant(form)));
    }

    private Mono<ResponseEntity<Map<String, Object>>> grant(MultiValueMap<String, String> form) {
        return switch (field(form, "grant_type")) {
            case "authorization_code" ->
                answer(
                        "sign_in",
                        signIns.redeem(field(form, "code"), field(form, "code_verifier"), field(form, "redirect_uri")));
            case "refresh_token" -> answer("renewal", signIns.renew(field(form, "refresh_token")));
            default ->
                Mono.just(error(
                        HttpStatus.BAD_REQUEST,
                        "unsupported_grant_type",
                        "grant_type must be authorization_code or refresh_token"));
        };
    }

    /** Ends the sign-in of a console and the session behind it. The answer is the same when there was none (RFC 7009, 2.2). */
    @PostMapping(path = "/oauth2/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<Map<String, Object>>> revoke(ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(form -> signIns.end(field(form, "token"))
                        .timeout(PATIENCE)
                        .then(Mono.fromSupplier(() -> answer(HttpStatus.OK, Map.of())))
                        .onErrorResume(TokenController::away));
    }

    private Mono<ResponseEntity<Map<String, Object>>> answer(String way, Mono<TokenResponse> granted) {
        return granted.timeout(PATIENCE)
                .doOnNext(given -> meters.tokenGiven(way))
                .map(TokenController::tokens)
                .switchIfEmpty(Mono.fromSupplier(() -> {
                    meters.tokenRefused();
                    return error(HttpStatus.BAD_REQUEST, "invalid_grant", "This sign-in is over. Sign in again.");
                }))
                .onErrorResume(TokenController::away);
    }

    private static ResponseEntity<Map<String, Object>> tokens(TokenResponse granted) {
        return answer(
                HttpStatus.OK,
                Map.of(
                        "access_token", granted.accessToken(),
                        "token_type", "Bearer",
                        "expires_in", granted.lifetime().toSeconds(),
                        "refresh_token", granted.next().text()));
    }

    private static Mono<ResponseEntity<Map<String, Object>>> away(Throwable trouble) {
        log.warn("A console gets no answer, because the database gives none: {}", trouble.toString());
        return Mono.just(error(
                HttpStatus.SERVICE_UNAVAILABLE,
                "temporarily_unavailable",
                "The database does not answer. Try again in a moment."));
    }

    /** RFC 6749, section 3.2: parameters must not be repeated, and unknown ones must be ignored. */
    private static Optional<ResponseEntity<Map<String, Object>>> repeated(MultiValueMap<String, String> form) {
        return form.entrySet().stream()
                .filter(parameter -> parameter.getValue().size() > 1)
                .findFirst()
                .map(parameter -> error(
                        HttpStatus.BAD_REQUEST, "invalid_request", "A parameter of the form is there more than once."));
    }

    private static ResponseEntity<Map<String, Object>> error(HttpStatus status, String code, String description) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("error_description", description);
        return answer(status, body);
    }

    private static ResponseEntity<Map<String, Object>> answer(HttpStatus status, Map<String, Object> body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    private static String field(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
