package dev.elch.notification.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.RunningService;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.TestDependencies;
import dev.elch.notification.jobs.ApiClient;
import dev.elch.testkit.token.TokenIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Walks every route with every role, and reads what the service says of itself. */
class AccessIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(1);

    private static final List<String> ROLES = List.of("no-token", "a-viewer", "an-operator", "an-admin");

    private static final TokenIssuer PEOPLE = TokenIssuer.start();

    /** Tokens by what is wrong with them. */
    private static final Map<String, String> BAD_TOKENS = Map.of(
            "made up", "a token of no caller",
            "expired", PEOPLE.expired("github:7", "admin"),
            "for another audience", PEOPLE.forAnotherAudience("github:7", "admin"),
            "signed with another key", PEOPLE.signedByAnotherIssuer("github:7", "admin"),
            "from another issuer", PEOPLE.tokenWith(Map.of("iss", "https://evil.example"), "github:7", "admin"),
            "without a role", PEOPLE.token("github:7"));

    /** Tokens of machines and of people, by the role that they give. */
    private static final Map<String, List<String>> GOOD_TOKENS = Map.of(
            "a-viewer", List.of("a-viewer-token", PEOPLE.token("github:1", "viewer")),
            "an-operator", List.of("an-operator-token", PEOPLE.token("github:2", "operator")),
            "an-admin", List.of("an-admin-token", PEOPLE.token("github:3", "admin")));

    /** The first of {@link #ROLES} who may; a route that is not here must be closed to everybody. */
    private static final Map<String, String> FIRST_WHO_MAY = Map.ofEntries(
            Map.entry("POST /api/jobs/signin-notification", "an-operator"),
            Map.entry("POST /api/mails/rendering", "an-operator"),
            Map.entry("POST /api/erasures", "an-admin"),
            Map.entry("GET /api/jobs", "a-viewer"),
            Map.entry("GET /api/jobs/{jobId}", "a-viewer"),
            Map.entry("GET /api/jobs/{jobId}/events", "a-viewer"),
            Map.entry("GET /api/jobs/{jobId}/explain", "a-viewer"),
            Map.entry("GET /api/suppressions", "a-viewer"),
            Map.entry("GET /api/suppressions/lifts", "a-viewer"),
            Map.entry("POST /api/suppressions/lift", "an-operator"),
            Map.entry("GET /v3/api-docs", "a-viewer"),
            Map.entry("GET /v3/api-docs.yaml", "a-viewer"),
            Map.entry("GET /actuator/prometheus", "a-viewer"),
            Map.entry("POST /webhooks/sendgrid", "no-token"),
            Map.entry("GET /actuator/health", "no-token"),
            Map.entry("GET /actuator/health/readiness", "no-token"),
            Map.entry("GET /actuator/info", "a-viewer"));

    private static RunningService service;
    private static ApiClient client;

    @BeforeAll
    static void start() {
        service = new RunningService(
                AROUND,
                new ScriptedProvider(),
                Stream.concat(
                                Stream.of(ApiClient.tokens("a-viewer", "an-operator", "an-admin")),
                                PEOPLE.settings().entrySet().stream()
                                        .map(setting -> setting.getKey() + "=" + setting.getValue()))
                        .toArray(String[]::new));
        client = new ApiClient(service.url());
    }

    @AfterAll
    static void stop() {
        service.close();
        PEOPLE.close();
    }

    @TestFactory
    Stream<DynamicTest> a_route_lets_in_whom_it_should_and_nobody_else() {
        Set<String> routes = new TreeSet<>(FIRST_WHO_MAY.keySet());
        routes.addAll(mappedRoutes());
        routes.addAll(List.of("GET /", "GET /actuator/env", "POST /actuator/health", "GET /webhooks/sendgrid"));
        return routes.stream().map(route -> DynamicTest.dynamicTest(route, () -> walk(route)));
    }

    @Test
    void every_route_that_there_is_has_a_rule() {
        assertThat(FIRST_WHO_MAY.keySet()).containsAll(mappedRoutes());
    }

    @Test
    void no_operation_of_the_document_is_missing_and_each_says_how_it_refuses() {
        JsonNode document = ApiClient.json(client.get("a-viewer", "/v3/api-docs"));

        Map<String, Set<String>> answers = new TreeMap<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> answers.put(
                                operation.getKey() + " " + path.getKey(),
                                new TreeSet<>(
                                        operation.getValue().get("responses").propertyNames()))));

        Set<String> always = Set.of("401", "403", "429", "503");
        assertThat(answers)
                .containsEntry("post /api/jobs/signin-notification", plus(always, "202", "400", "409"))
                .containsEntry("post /api/mails/rendering", plus(always, "200", "400", "422"))
                .containsEntry("get /api/suppressions", plus(always, "200", "400"))
                .containsEntry("get /api/suppressions/lifts", plus(always, "200"))
                .containsEntry("post /api/suppressions/lift", plus(always, "200", "400", "404"))
                .containsEntry("get /api/jobs", plus(always, "200", "400"))
                .containsEntry("get /api/jobs/{jobId}", plus(always, "200", "404"))
                .containsEntry("get /api/jobs/{jobId}/events", plus(always, "200", "404"))
                .containsEntry("get /api/jobs/{jobId}/explain", plus(always, "200", "400", "404"));
    }

    @Test
    void the_document_describes_requests_answers_and_problems() {
        JsonNode document = ApiClient.json(client.get("a-viewer", "/v3/api-docs"));
        JsonNode schemas = document.at("/components/schemas");
        JsonNode submit = document.at("/paths/~1api~1jobs~1signin-notification/post");

        assertThat(schemas.propertyNames())
                .contains(
                        "JobRequest",
                        "JobView",
                        "JobPage",
                        "ExplanationView",
                        "RenderingRequest",
                        "Rendering",
                        "Problem");
        assertThat(schemas.at("/JobRequest/required").toString()).isEqualTo("[\"email\",\"userId\"]");
        assertThat(schemas.at("/JobView/properties/status").toString()).contains("suppressed", "dlq");
        assertThat(submit.at("/requestBody/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/JobRequest");
        assertThat(submit.get("parameters").toString())
                .contains("Idempotency-Key")
                .doesNotContain("traceparent");
        assertThat(document.at("/components/responses/Conflict/content/application~1problem+json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(document.at("/components/responses/TooMuch/headers").propertyNames())
                .contains("Retry-After");
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
    }

    private static void walk(String route) {
        String first = FIRST_WHO_MAY.get(route);
        int from = first == null ? ROLES.size() : ROLES.indexOf(first);
        assertAnswer("no-token", client.send(request(null, route)), from == 0, 401);
        // A caller with a wrong token is told so, even where none is needed.
        BAD_TOKENS.forEach((why, token) -> assertAnswer(why, client.send(request(token, route)), false, 401));
        GOOD_TOKENS.forEach((role, tokens) -> tokens.forEach(
                token -> assertAnswer(role, client.send(request(token, route)), ROLES.indexOf(role) >= from, 403)));
    }

    private static void assertAnswer(String caller, HttpResponse<String> answer, boolean isLetIn, int refusal) {
        if (isLetIn) {
            assertThat(answer.statusCode()).as(caller + ": " + answer.body()).isNotIn(401, 403, 429);
        } else {
            assertThat(answer.statusCode()).as(caller).isEqualTo(refusal);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    private static HttpRequest.Builder request(@Nullable String token, String route) {
        String[] methodAndPath = route.split(" ", 2);
        HttpRequest.Builder request = client.anybody(methodAndPath[1].replaceAll("\\{\\w+}", "none"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return methodAndPath[0].equals("GET")
                ? request.GET()
                : request.header("Content-Type", "application/json")
                        .method(methodAndPath[0], HttpRequest.BodyPublishers.ofString("{}"));
    }

    private static Set<String> mappedRoutes() {
        Set<String> routes = new TreeSet<>();
        service.beans(RequestMappingHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .forEach(info -> info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> info.getPatternsCondition()
                                .getPatterns()
                                .forEach(path -> routes.add(method + " " + path.getPatternString()))));
        return routes;
    }

    private static Set<String> plus(Set<String> always, String... more) {
        Set<String> all = new TreeSet<>(always);
        all.addAll(List.of(more));
        return all;
    }
}
