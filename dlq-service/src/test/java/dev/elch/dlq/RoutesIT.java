package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.testkit.token.TokenIssuer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Walks every route of the API with every kind of caller. A route that is not in the table here fails the test. */
class RoutesIT {

    private static final RunningService service = RunningService.shared();

    /** Who may; everybody after them may too. */
    private enum First {
        ANONYMOUS,
        VIEWER,
        OPERATOR,
        ADMIN
    }

    private static final Map<String, First> FIRST_WHO_MAY = Map.ofEntries(
            Map.entry("GET /console/settings", First.ANONYMOUS),
            Map.entry("GET /api/admin/dlq", First.VIEWER),
            Map.entry("GET /api/admin/dlq/{id}", First.VIEWER),
            Map.entry("GET /api/admin/dlq/{id}/mail", First.VIEWER),
            Map.entry("POST /api/admin/dlq/{id}/discard", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/{id}/restore", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/{id}/edit", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/{id}/mail", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/{id}/edit/approve", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/{id}/edit/withdraw", First.OPERATOR),
            Map.entry("GET /api/admin/dlq/alerts", First.VIEWER),
            Map.entry("POST /api/admin/dlq/alerts/test", First.OPERATOR),
            Map.entry("GET /api/admin/dlq/automatic", First.VIEWER),
            Map.entry("GET /api/admin/dlq/erasures", First.ADMIN),
            Map.entry("POST /api/admin/dlq/erasures", First.ADMIN),
            Map.entry("GET /api/admin/dlq/facets", First.VIEWER),
            Map.entry("GET /api/admin/dlq/overview", First.VIEWER),
            Map.entry("GET /api/admin/dlq/people", First.VIEWER),
            Map.entry("GET /api/admin/dlq/suppressions", First.VIEWER),
            Map.entry("GET /api/admin/dlq/suppressions/lifts", First.VIEWER),
            Map.entry("POST /api/admin/dlq/suppressions/lift", First.OPERATOR),
            Map.entry("GET /api/admin/dlq/system", First.VIEWER),
            Map.entry("POST /api/admin/dlq/discard", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/restore", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/discard/preview", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/restore/preview", First.OPERATOR),
            Map.entry("GET /api/admin/dlq/fields", First.VIEWER),
            Map.entry("GET /api/admin/dlq/groups", First.VIEWER),
            Map.entry("GET /api/admin/dlq/groups/{id}", First.VIEWER),
            Map.entry("GET /api/admin/dlq/replays", First.VIEWER),
            Map.entry("POST /api/admin/dlq/replays", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/replays/preview", First.OPERATOR),
            Map.entry("GET /api/admin/dlq/replays/{id}", First.VIEWER),
            Map.entry("GET /api/admin/dlq/replays/{id}/dead-letters", First.VIEWER),
            Map.entry("POST /api/admin/dlq/replays/{id}/pause", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/replays/{id}/resume", First.OPERATOR),
            Map.entry("POST /api/admin/dlq/replays/{id}/cancel", First.OPERATOR),
            Map.entry("GET /api/admin/dlq/audit", First.VIEWER),
            Map.entry("GET /api/admin/dlq/audit/verify", First.VIEWER),
            Map.entry("GET /api/admin/dlq/me", First.VIEWER),
            Map.entry("GET /api/admin/dlq/tokens", First.ADMIN),
            Map.entry("POST /api/admin/dlq/tokens", First.ADMIN),
            Map.entry("POST /api/admin/dlq/tokens/{name}/revoke", First.ADMIN),
            Map.entry("GET /api/admin/dlq/openapi", First.VIEWER),
            Map.entry("GET /api/admin/dlq/openapi.yaml", First.VIEWER),
            Map.entry("GET /actuator/prometheus", First.VIEWER));

    /** Tokens that must open nothing. */
    private static Map<String, String> badTokens() {
        TokenIssuer people = Services.PEOPLE;
        return Map.of(
                "made up", "an unknown token",
                "expired", people.expired("github:7", "admin"),
                "for another audience", people.forAnotherAudience("github:7", "admin"),
                "signed by another issuer", people.signedByAnotherIssuer("github:7", "admin"),
                "from another issuer", people.tokenWith(Map.of("iss", "https://evil.example"), "github:7", "admin"),
                "without a role", people.token("github:7"));
    }

    private static Map<String, First> goodTokens() {
        return Map.of(
                Services.VIEWER,
                First.VIEWER,
                Services.OPERATOR,
                First.OPERATOR,
                Services.ADMIN,
                First.ADMIN,
                Services.PEOPLE.token("github:1", "viewer"),
                First.VIEWER,
                Services.PEOPLE.token("github:2", "operator"),
                First.OPERATOR,
                Services.PEOPLE.token("github:3", "admin"),
                First.ADMIN);
    }

    static Stream<String> routes() {
        return FIRST_WHO_MAY.keySet().stream().sorted();
    }

    @Test
    void every_route_that_there_is_has_a_rule() {
        Set<String> mapped = new TreeSet<>(Set.of("GET /actuator/prometheus"));
        service.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternsCondition()
                        .getPatterns()
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> mapped.add(method + " " + path.getPatternString()))));

        assertThat(FIRST_WHO_MAY.keySet()).containsExactlyInAnyOrderElementsOf(mapped);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void is_closed_to_who_has_no_good_token(String route) {
        int withoutToken = FIRST_WHO_MAY.get(route) == First.ANONYMOUS ? 200 : 401;
        assertThat(status(route, service.anonymous())).isEqualTo(withoutToken);
        assertThat(status(route, service.as(""))).isEqualTo(withoutToken);
        badTokens()
                .forEach((why, token) -> assertThat(status(route, service.as(token)))
                        .as("token %s", why)
                        .isEqualTo(401));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void lets_in_the_required_role_and_no_lesser_one(String route) {
        goodTokens().forEach((token, role) -> {
            int status = status(route, service.as(token));
            if (role.compareTo(FIRST_WHO_MAY.get(route)) < 0) {
                assertThat(status).as("%s", role).isEqualTo(403);
            } else {
                assertThat(status).as("%s", role).isNotIn(401, 403, 500, 503);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("routes")
    void uses_no_cookie_and_answers_to_no_other_site(String route) {
        HttpHeaders headers = service.as(Services.ADMIN)
                .method(HttpMethod.valueOf(method(route)))
                .uri(path(route))
                .header("Origin", "https://evil.example")
                .header("Cookie", "elch-session=x")
                .contentType(MediaType.APPLICATION_JSON)
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseHeaders();

        assertThat(headers.containsHeader("Set-Cookie")).isFalse();
        assertThat(headers.containsHeader("Access-Control-Allow-Origin")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /nothing", "GET /actuator/env", "DELETE /api/admin", "POST /"})
    void what_is_no_route_is_closed_too(String route) {
        assertThat(status(route, service.anonymous())).isEqualTo(401);
        assertThat(status(route, service.as(Services.ADMIN))).isIn(403, 404, 405);
    }

    @Test
    void a_refusal_is_a_problem_and_says_what_to_do() {
        service.anonymous()
                .get()
                .uri("/api/admin/dlq")
                .exchange()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer")
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Send a valid token as: Authorization: Bearer <token>");
    }

    private static int status(String route, WebTestClient client) {
        WebTestClient.RequestBodySpec request = client.method(HttpMethod.valueOf(method(route)))
                .uri(path(route))
                .contentType(MediaType.APPLICATION_JSON);
        return (method(route).equals("GET") ? request : request.bodyValue("{}"))
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private static String method(String route) {
        return route.substring(0, route.indexOf(' '));
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1).replaceAll("\\{[^}]*}", "none");
    }
}
