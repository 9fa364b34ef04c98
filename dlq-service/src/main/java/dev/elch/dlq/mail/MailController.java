package dev.elch.dlq.mail;

import dev.elch.access.Caller;
import dev.elch.contract.MaskedAddress;
import dev.elch.contract.MaskedText;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterView;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.Payload;
import dev.elch.dlq.problem.InvalidFieldException;
import dev.elch.dlq.problem.NotFoundException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the mail that a dead letter would have become. */
@RestController
class MailController {

    private final MongoDeadLetters deadLetters;
    private final MailRenderer renderer;

    MailController(MongoDeadLetters deadLetters, MailRenderer renderer) {
        this.deadLetters = deadLetters;
        this.renderer = renderer;
    }

    /** Viewers see the mail of what they may know. */
    @GetMapping("/api/admin/dlq/{id}/mail")
    Mono<RenderedMail> mail(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return Mono.justOrEmpty(DeadLetterId.parse(id))
                .flatMap(deadLetters::find)
                .switchIfEmpty(Mono.error(() -> new NotFoundException("There is no dead letter " + id + ".")))
                .flatMap(deadLetter -> rendering(deadLetter, !caller.maySeeAddresses()))
                .map(MailController::answer);
    }

    /** The mail of an event as an edit would make it. Nothing is sent or kept. */
    @PostMapping("/api/admin/dlq/{id}/mail")
    Mono<RenderedMail> mailWith(@PathVariable String id, @RequestBody EditedEvent edited) {
        Map<String, @Nullable Object> payload = edited.payload();
        if (payload == null) {
            throw new InvalidFieldException("payload", "must be the fields of the event");
        }
        return Mono.justOrEmpty(DeadLetterId.parse(id))
                .flatMap(deadLetters::find)
                .switchIfEmpty(Mono.error(() -> new NotFoundException("There is no dead letter " + id + ".")))
                .flatMap(deadLetter -> renderer.render(payload))
                .map(MailController::answer);
    }

    private Mono<Rendering> rendering(DeadLetter deadLetter, boolean masked) {
        if (deadLetter.payload() instanceof Payload.Decoded decoded) {
            return renderer.render(masked ? masked(decoded.fields()) : decoded.fields());
        }
        String why = deadLetter.payload() instanceof Payload.Undecodable undecodable ? undecodable.why() : "";
        return Mono.just(new Rendering.NoMail(
                "This dead letter cannot be decoded, so the mail that it would have become is unknown: " + why));
    }

    /** Masks before rendering: the mail's markup could split an address, so that masking afterwards would miss it. */
    private static Map<String, @Nullable Object> masked(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>(fields);
        masked.replaceAll((name, value) -> value instanceof CharSequence text ? masked(name, text.toString()) : value);
        return masked;
    }

    private static String masked(String name, String text) {
        return name.equals(DeadLetterView.ADDRESS) ? MaskedAddress.of(text) : MaskedText.of(text);
    }

    private static RenderedMail answer(Rendering rendering) {
        if (rendering instanceof Rendering.Written written) {
            return written.mail();
        }
        if (rendering instanceof Rendering.NoMail none) {
            throw problem(HttpStatus.UNPROCESSABLE_CONTENT, none.why());
        }
        if (rendering instanceof Rendering.NotNow notNow) {
            throw problem(HttpStatus.SERVICE_UNAVAILABLE, notNow.why());
        }
        throw problem(
                HttpStatus.NOT_IMPLEMENTED,
                "Only notification-service can write mails, and this service does not know where it is. Set"
                        + " elch.notification.url and elch.notification.token.");
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** An event as it is meant to be. */
    record EditedEvent(@Nullable Map<String, @Nullable Object> payload) {}
}
