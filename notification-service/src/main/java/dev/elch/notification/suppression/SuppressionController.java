package dev.elch.notification.suppression;

import dev.elch.access.Caller;
import dev.elch.notification.mail.MailAddress;
import dev.elch.notification.paging.PageCursor;
import dev.elch.notification.problem.BodyFields;
import dev.elch.notification.problem.Problem;
import dev.elch.notification.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Shows which addresses get no mail, and lets operators end that. */
@RestController
@RequestMapping("/api/suppressions")
class SuppressionController {

    private static final Logger log = LoggerFactory.getLogger(SuppressionController.class);
    private static final int LONGEST_REASON = 200;

    private final MongoSuppressions suppressions;
    private final Clock clock;

    SuppressionController(MongoSuppressions suppressions, Clock clock) {
        this.suppressions = suppressions;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "The addresses that get no mail, newest first")
    @ApiResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = SuppressionPage.class)))
    @ApiResponse(responseCode = "400", ref = Problems.INVALID)
    Mono<SuppressionPage> list(
            @RequestParam(required = false)
                    @Parameter(description = "Only those for this reason, such as bad_address")
                    @Nullable
                    String kind,
            @RequestParam(required = false) @Parameter(description = "nextCursor of the page before") @Nullable
                    String cursor,
            @RequestParam(required = false) @Parameter(description = "1 to 200; 50 when missing") @Nullable
                    String limit) {
        SuppressionQuery query = SuppressionQuery.of(kind, cursor, limit);
        return suppressions.page(query, clock.instant()).map(found -> {
            boolean isFull = found.size() == query.limit();
            return new SuppressionPage(
                    found, isFull ? behind(found.get(found.size() - 1)).toString() : null);
        });
    }

    @GetMapping("/lifts")
    @Operation(summary = "The newest 200 suppressions that operators ended, newest first")
    @ApiResponse(
            responseCode = "200",
            description = "Who ended them, when and why; each is kept for a year",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = SuppressionLifts.class)))
    Mono<SuppressionLifts> lifts() {
        return suppressions.lifts().map(SuppressionLifts::new);
    }

    @PostMapping(path = "/lift", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Let an address get mail again",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = LiftRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "What was lifted",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = SuppressionView.class)))
    @ApiResponse(responseCode = "400", ref = Problems.INVALID)
    @ApiResponse(responseCode = "404", ref = Problems.NO_SUCH_SUPPRESSION)
    Mono<ResponseEntity<?>> lift(
            @RequestBody JsonNode body, @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        LiftRequest request = request(body);
        String id = request.email() == null ? String.valueOf(request.id()) : suppressions.id(request.email());
        return suppressions
                .lift(id, caller.name(), request.reason(), clock.instant())
                .doOnNext(
                        lifted -> log.info("{} lifted suppression {} ({})", caller.name(), lifted.id(), lifted.kind()))
                .<ResponseEntity<?>>map(ResponseEntity::ok)
                .defaultIfEmpty(absent());
    }

    private static LiftRequest request(JsonNode body) {
        BodyFields fields = BodyFields.of(body);
        String id = fields.line("id", 64);
        String email = fields.line("email", 254);
        fields.require("reason");
        String reason = fields.line("reason", LONGEST_REASON);
        if (id == null && email == null) {
            fields.wrong("email", "is missing, and so is id: send one of them");
        } else if (id != null && email != null) {
            fields.wrong("id", "names an address as email does: send one of them");
        } else if (id != null && !id.matches("[0-9a-f]{64}")) {
            fields.wrong("id", "must be the id of a suppression");
        } else if (email != null && !isAddress(email)) {
            fields.wrong("email", "must be a plain mail address such as name@example.com");
        }
        if (reason != null && reason.isBlank()) {
            fields.wrong("reason", "must not be empty");
        }
        fields.check();
        return new LiftRequest(id, email, String.valueOf(reason));
    }

    private static boolean isAddress(String email) {
        try {
            return !MailAddress.parse("email", email).domain().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ResponseEntity<?> absent() {
        return Problem.of(
                        "no-such-suppression",
                        404,
                        "No such suppression",
                        "This address is not suppressed, or no longer. It gets mail.")
                .answer();
    }

    /** Suppressions that operators ended. */
    record SuppressionLifts(List<SuppressionLift> lifts) {}

    /** The body of an order to lift: {@code id} or {@code email}, and why. */
    record LiftRequest(
            @Schema(description = "Which one, as the list names it; or email") @Nullable
            String id,

            @Schema(description = "The address that is to get mail again; or id") @Nullable
            String email,

            @Schema(
                    description = "Why, at most 200 characters; kept with your name for a year",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}

    private static PageCursor behind(SuppressionView last) {
        return new PageCursor(last.since(), last.id());
    }
}
