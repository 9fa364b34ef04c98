package dev.elch.notification.erasure;

import dev.elch.access.Caller;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.mail.MailAddress;
import dev.elch.notification.person.Erasable;
import dev.elch.notification.person.Person;
import dev.elch.notification.problem.BodyFields;
import dev.elch.notification.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Erases a person from this service; for admins. An order that was cut short is simply given again. */
@RestController
@RequestMapping("/api/erasures")
class ErasureController {

    private static final Logger log = LoggerFactory.getLogger(ErasureController.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 100;

    private final List<Erasable> erasables;

    ErasureController(List<Erasable> erasables) {
        this.erasables = List.copyOf(erasables);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Erase a person",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ErasureRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "The person is erased; in how many documents of each collection",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ErasedView.class)))
    @ApiResponse(responseCode = "400", ref = Problems.INVALID)
    Mono<ErasedView> erase(
            @RequestBody JsonNode body, @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        Person person = person(body);
        return Flux.fromIterable(erasables)
                .concatMap(erasable -> erasable.erase(person).map(count -> Map.entry(erasable.collection(), count)))
                .<SortedMap<String, Long>>collect(
                        TreeMap::new, (counts, count) -> counts.put(count.getKey(), count.getValue()))
                .map(ErasedView::new)
                .timeout(PATIENCE)
                .onErrorMap(trouble -> new LedgerUnavailableException(
                        "the database does not answer; give the order to erase again", trouble))
                .doOnNext(done -> log.info("{} erased a person: {}", caller.name(), done.erased()));
    }

    private static Person person(JsonNode body) {
        BodyFields fields = BodyFields.of(body);
        fields.require("userId");
        String userId = fields.line("userId", 256);
        if (userId != null && userId.isBlank()) {
            fields.wrong("userId", "must not be empty");
        }
        List<String> addresses = fields.lines("addresses", MOST_ADDRESSES, 254);
        addresses.stream()
                .filter(address -> !isAddress(address))
                .findFirst()
                .ifPresent(
                        address -> fields.wrong("addresses", "must be plain mail addresses such as name@example.com"));
        fields.check();
        return new Person(String.valueOf(userId), addresses);
    }

    private static boolean isAddress(String address) {
        try {
            return !MailAddress.parse("addresses", address).domain().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whom to erase. */
    record ErasureRequest(
            @Schema(description = "Such as github:1001", requiredMode = Schema.RequiredMode.REQUIRED)
            String userId,

            @Schema(description = "Their mail addresses, at most 100: suppressions are found by them")
            List<String> addresses) {}

    /** What was erased. */
    record ErasedView(
            @Schema(description = "In how many documents, by collection")
            SortedMap<String, Long> erased) {}
}
