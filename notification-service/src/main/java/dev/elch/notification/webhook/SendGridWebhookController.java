package dev.elch.notification.webhook;

import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.provider.sendgrid.SendGridProperties;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Receives SendGrid's event webhook: verifies the signature over the raw bytes, queues the reports about our mails, and
 * answers. SendGrid repeats what is not answered by 2xx for a day.
 */
@RestController
class SendGridWebhookController {

    private static final Logger log = LoggerFactory.getLogger(SendGridWebhookController.class);

    /** Empty: there is no webhook. */
    private final Optional<SendGridWebhookSignature> signature;

    private final KafkaMailEvents events;
    private final WebhookProperties properties;
    private final DeliveryMeters meters;
    private final Clock clock;

    SendGridWebhookController(
            SendGridProperties sendGrid,
            KafkaMailEvents events,
            WebhookProperties properties,
            DeliveryMeters meters,
            Clock clock) {
        this.signature = sendGrid.webhookPublicKey().isBlank()
                ? Optional.empty()
                : Optional.of(
                        SendGridWebhookSignature.of(sendGrid.webhookPublicKey(), sendGrid.webhookTolerance(), clock));
        this.events = events;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    @Hidden
    @PostMapping("/webhooks/sendgrid")
    Mono<ResponseEntity<ProblemDetail>> receive(ServerHttpRequest request) {
        if (signature.isEmpty()) {
            return Mono.just(
                    no(HttpStatus.NOT_FOUND, "No webhook is set up: elch.sendgrid.webhook-public-key is empty."));
        }
        int limit = (int) properties.maxBody().toBytes();
        return DataBufferUtils.join(request.getBody(), limit)
                .map(SendGridWebhookController::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> isFromSendGrid(request.getHeaders(), body) ? queued(body) : refused())
                .onErrorResume(
                        DataBufferLimitException.class,
                        tooLong -> Mono.just(no(HttpStatus.CONTENT_TOO_LARGE, "The body is too long.")));
    }

    private boolean isFromSendGrid(HttpHeaders headers, byte[] body) {
        return signature
                .filter(key -> key.isValid(
                        headers.getFirst(SendGridWebhookSignature.SIGNATURE_HEADER),
                        headers.getFirst(SendGridWebhookSignature.TIMESTAMP_HEADER),
                        body))
                .isPresent();
    }

    private Mono<ResponseEntity<ProblemDetail>> refused() {
        meters.mailReport("refused");
        log.warn("A call of the webhook is refused: it is not signed by SendGrid, or too old");
        return Mono.just(no(HttpStatus.FORBIDDEN, "The signature is missing, wrong or too old."));
    }

    private Mono<ResponseEntity<ProblemDetail>> queued(byte[] body) {
        ReportedMail.Batch batch;
        try {
            batch = ReportedMail.readAll(body, clock.instant());
        } catch (IllegalArgumentException e) {
            return Mono.just(no(HttpStatus.BAD_REQUEST, "The body is not a JSON array."));
        }
        meters.mailReports("ignored", batch.ignored());
        meters.mailReports("unreadable", batch.unreadable());
        return events.publish(batch.ours())
                .thenReturn(ResponseEntity.noContent().<ProblemDetail>build())
                .onErrorResume(down -> {
                    log.warn(
                            "{} reports cannot be queued, SendGrid will repeat them: {}",
                            batch.ours().size(),
                            down.toString());
                    return Mono.just(no(HttpStatus.SERVICE_UNAVAILABLE, "Nothing can be queued now. Send it again."));
                });
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ResponseEntity<ProblemDetail> no(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
