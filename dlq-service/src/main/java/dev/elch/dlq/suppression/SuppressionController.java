package dev.elch.dlq.suppression;

import dev.elch.access.Caller;
import dev.elch.dlq.audit.AuditReason;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.mail.NotificationProperties;
import dev.elch.dlq.problem.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows which addresses get no mail, and lets operators end that. The answers are those of notification-service. */
@RestController
@RequestMapping("/api/admin/dlq/suppressions")
class SuppressionController {

    /** What notification-service takes. */
    private static final int LONGEST_REASON = 200;

    private static final JsonMapper json = JsonMapper.shared();

    private final SuppressionClient client;
    private final MongoAuditLog audit;

    SuppressionController(NotificationProperties notification, MongoAuditLog audit) {
        this.client = new SuppressionClient(notification);
        this.audit = audit;
    }

    @GetMapping
    Mono<JsonNode> list(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String cursor) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        if (kind != null) {
            query.queryParam("kind", "{kind}");
        }
        if (cursor != null) {
            query.queryParam("cursor", "{cursor}");
        }
        return client.get(query.encode()
                        .buildAndExpand(Map.of("kind", String.valueOf(kind), "cursor", String.valueOf(cursor)))
                        .toUriString())
                .map(SuppressionController::json);
    }

    @GetMapping("/lifts")
    Mono<JsonNode> lifts() {
        return client.get("/lifts").map(SuppressionController::json);
    }

    /** Names the caller in the reason, because notification-service sees the token of this service. */
    @PostMapping("/lift")
    Mono<JsonNode> lift(@RequestBody LiftRequest request, @AuthenticationPrincipal Caller caller) {
        String reason = AuditReason.valid(request.reason());
        String named = caller.name() + ": " + reason;
        if (named.length() > LONGEST_REASON) {
            throw new InvalidFieldException(
                    "reason", "must be shorter: with your name it has more than 200 characters");
        }
        Map<String, String> order = new LinkedHashMap<>(request.which());
        order.put("reason", named);
        return audit.write(caller.name(), "lift suppression", request.recorded(reason))
                .then(client.post("/lift", json.valueToTree(order)))
                .map(SuppressionController::json);
    }

    private static JsonNode json(SuppressionAnswer answer) {
        if (answer instanceof SuppressionAnswer.Given given) {
            return given.json();
        }
        SuppressionAnswer.Refused refused = (SuppressionAnswer.Refused) answer;
        HttpStatus status = HttpStatus.valueOf(refused.status());
        throw new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, refused.why()), null);
    }

    /**
     * An order to lift.
     *
     * @param id which one, as the list names it; or the address
     * @param email the address that is to get mail again; or the id
     */
    record LiftRequest(
            @Nullable String id,
            @Nullable String email,
            @Nullable String reason) {

        Map<String, String> which() {
            if ((id == null) == (email == null)) {
                throw new InvalidFieldException("email", "or id must be given, and not both");
            }
            return id == null ? Map.of("email", String.valueOf(email)) : Map.of("id", id);
        }

        /** Without the address: the audit log is for viewers too. */
        Map<String, String> recorded(String why) {
            return Map.of("suppression", id == null ? "by address" : id, "reason", why);
        }
    }
}
