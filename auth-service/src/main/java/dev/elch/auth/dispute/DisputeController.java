package dev.elch.auth.dispute;

import dev.elch.auth.outbox.PastSignIn;
import dev.elch.auth.page.Pages;
import dev.elch.auth.signin.Account;
import dev.elch.contract.DisputeLink;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The pages behind the link in the mail. They work without signing in: the token is the permission. */
@RestController
class DisputeController {

    private static final Logger log = LoggerFactory.getLogger(DisputeController.class);
    private static final String PAGE = DisputeLink.PATH + "{token}";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final DisputeLink link;
    private final Disputes disputes;
    private final Pages pages;
    private final Clock clock;

    DisputeController(DisputeLink link, Disputes disputes, Pages pages, Clock clock) {
        this.link = link;
        this.disputes = disputes;
        this.pages = pages;
        this.clock = clock;
    }

    /** Changes nothing: mail scanners open links. */
    @GetMapping(PAGE)
    Mono<ResponseEntity<String>> show(@PathVariable String token, @RequestHeader HttpHeaders headers) {
        return answer(token, headers, Mono::just, signIn -> question(headers, signIn));
    }

    @PostMapping(PAGE)
    Mono<ResponseEntity<String>> act(@PathVariable String token, ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return exchange.getFormData()
                .flatMap(form -> Act.of(form.getFirst("act"))
                        .map(act -> answer(token, headers, signIn -> perform(act, signIn), signIn -> backToPage(token)))
                        .orElseGet(() -> Mono.just(trouble(headers, HttpStatus.BAD_REQUEST, "not-me.unknown-act"))));
    }

    private Mono<PastSignIn> perform(Act act, PastSignIn past) {
        String eventKey = past.signIn().eventKey();
        return act == Act.UNDO ? disputes.undo(eventKey) : disputes.dispute(eventKey, act == Act.EVERYWHERE);
    }

    private Mono<ResponseEntity<String>> answer(
            String token,
            HttpHeaders headers,
            Function<PastSignIn, Mono<PastSignIn>> work,
            Function<PastSignIn, ResponseEntity<String>> answer) {
        Optional<String> eventKey = link.verify(token, clock.instant());
        if (eventKey.isEmpty()) {
            log.warn("Refused a dispute link that is forged, damaged or expired");
            return Mono.just(trouble(headers, HttpStatus.FORBIDDEN, "not-me.bad-link"));
        }
        return disputes.find(eventKey.get())
                .filter(past -> isFor(token, past))
                .flatMap(work)
                .timeout(PATIENCE)
                .map(answer)
                .switchIfEmpty(Mono.fromSupplier(() -> trouble(headers, HttpStatus.NOT_FOUND, "not-me.unknown")))
                .onErrorResume(away -> {
                    log.error("Could not act on the dispute of sign-in {}: {}", eventKey.get(), away.toString());
                    return Mono.just(trouble(headers, HttpStatus.SERVICE_UNAVAILABLE, "not-me.away"));
                });
    }

    /** The mail may have gone to another person: a job or an edit can name any event key and any address. */
    private boolean isFor(String token, PastSignIn past) {
        Account account = past.signIn().account();
        boolean isFor = account.email() != null && link.isFor(token, account.userId(), account.email());
        if (!isFor) {
            log.warn(
                    "Refused a dispute link for sign-in {} that went to another address",
                    past.signIn().eventKey());
        }
        return isFor;
    }

    private ResponseEntity<String> question(HttpHeaders headers, PastSignIn signIn) {
        return pages.page(headers, HttpStatus.OK, "not-me", Map.of("past", signIn));
    }

    private ResponseEntity<String> trouble(HttpHeaders headers, HttpStatus status, String text) {
        return pages.page(headers, status, "not-me-trouble", Map.of("why", text));
    }

    private static ResponseEntity<String> backToPage(String token) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(DisputeLink.PATH + token))
                .build();
    }

    /** What the buttons of the page can ask for. */
    enum Act {
        SESSION,
        EVERYWHERE,
        UNDO;

        static Optional<Act> of(@Nullable String word) {
            return Arrays.stream(values())
                    .filter(act -> act.name().equalsIgnoreCase(word))
                    .findFirst();
        }
    }
}
