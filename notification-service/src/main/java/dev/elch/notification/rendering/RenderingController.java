package dev.elch.notification.rendering;

import dev.elch.notification.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Shows mails that are not sent. */
@RestController
class RenderingController {

    private final MailRenderer renderer;
    private final Clock clock;

    RenderingController(MailRenderer renderer, Clock clock) {
        this.renderer = renderer;
        this.clock = clock;
    }

    @PostMapping(path = "/api/mails/rendering", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The mail that an event becomes; nothing is sent, stored or charged",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = RenderingRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "The mail. Its link to dispute the sign-in is not valid",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Rendering.class)))
    @ApiResponse(responseCode = "400", ref = Problems.INVALID)
    @ApiResponse(responseCode = "422", ref = Problems.NO_MAIL)
    Rendering render(@RequestBody JsonNode body) {
        return renderer.render(RenderingRequest.read(body, clock.instant()).signIn());
    }
}
