package dev.elch.notification.jobs;

import dev.elch.notification.problem.Problem;
import dev.elch.notification.problem.Problems;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says in the OpenAPI document what no single operation can: who may call, and with which problems every operation may answer. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "bearer";

    @Bean
    OpenAPI jobApi() {
        Components components = new Components()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API token, or a JWT of a person"))
                .addResponses(name(Problems.INVALID), problem("Invalid; errors names every field"))
                .addResponses(name(Problems.NO_MAIL), problem("The event never becomes a mail; detail says why"))
                .addResponses(name(Problems.NO_SUCH_JOB), problem("There is no such job, or it was forgotten"))
                .addResponses(name(Problems.NO_SUCH_SUPPRESSION), problem("This address is not suppressed"))
                .addResponses(name(Problems.CONFLICT), problem("The key is used already; job is what it stands for"))
                .addResponses(name(Problems.TOO_MUCH), later("Too many mails for this user, or calls of this caller"))
                .addResponses(name(Problems.UNAVAILABLE), later("It cannot be done now"))
                .addResponses(name(Problems.UNAUTHORIZED), problem("No token, or an unknown one"))
                .addResponses(name(Problems.FORBIDDEN), problem("The role does not allow it"));
        ModelConverters.getInstance().readAll(Problem.class).forEach(components::addSchemas);
        return new OpenAPI()
                .info(new Info()
                        .title("Elch job API")
                        .version("1")
                        .description(
                                "Hand in notifications about sign-ins, and see what became of them and what they say."))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .components(components);
    }

    @Bean
    OpenApiCustomizer everyOperationMayRefuse() {
        return api -> api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .map(Operation::getResponses)
                .forEach(OpenApiConfiguration::addRefusals);
    }

    private static void addRefusals(ApiResponses responses) {
        responses.putIfAbsent("401", new ApiResponse().$ref(Problems.UNAUTHORIZED));
        responses.putIfAbsent("403", new ApiResponse().$ref(Problems.FORBIDDEN));
        responses.putIfAbsent("429", new ApiResponse().$ref(Problems.TOO_MUCH));
        responses.putIfAbsent("503", new ApiResponse().$ref(Problems.UNAVAILABLE));
    }

    private static ApiResponse problem(String description) {
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
    }

    private static ApiResponse later(String description) {
        return problem(description)
                .addHeaderObject(
                        "Retry-After",
                        new Header().description("Seconds to wait").schema(new StringSchema()));
    }

    private static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
