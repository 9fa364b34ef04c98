package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Walks every route of the API with every role. */
class RoutesIT {

    private static final RunningService service = RunningService.shared();

    /** A route and how it is called. */
    record Route(HttpMethod method, String path) {
        boolean changesSomething() {
            return !HttpMethod.GET.equals(method);
        }
    }

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        service.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> routesOf(mapping).forEach(routes::add));
        routes.sort(Comparator.comparing(Route::path));
        return routes;
    }

    private static Stream<Route> routesOf(RequestMappingInfo mapping) {
        return mapping.getPatternsCondition().getPatterns().stream()
                .map(pattern -> pattern.getPatternString().replaceAll("\\{[^}]*}", "none"))
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(method -> new Route(method.asHttpMethod(), path)));
    }

    @Test
    void there_are_routes_to_walk() {
        assertThat(routes())
                .contains(
                        new Route(HttpMethod.GET, "/api/admin/dlq"),
                        new Route(HttpMethod.POST, "/api/admin/dlq/none/discard"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void is_closed_to_those_without_a_valid_token(Route route) {
        assertThat(status(route, service.anonymous())).isEqualTo(401);
        assertThat(status(route, service.as("a token that nobody has"))).isEqualTo(401);
        assertThat(status(route, service.as(""))).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void lets_viewers_look_and_change_nothing(Route route) {
        if (route.changesSomething()) {
            assertThat(status(route, service.as(Services.VIEWER))).isEqualTo(403);
        } else {
            assertThat(status(route, service.as(Services.VIEWER))).isNotIn(401, 403, 500);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void lets_operators_and_admins_in(Route route) {
        assertThat(status(route, service.as(Services.OPERATOR))).isNotIn(401, 403, 500);
        assertThat(status(route, service.as(Services.ADMIN))).isNotIn(401, 403, 500);
    }

    @Test
    void what_is_no_route_is_closed_too() {
        assertThat(status(new Route(HttpMethod.GET, "/nothing"), service.as(Services.ADMIN)))
                .isEqualTo(403);
        assertThat(status(new Route(HttpMethod.GET, "/actuator/env"), service.anonymous()))
                .isEqualTo(401);
        assertThat(status(new Route(HttpMethod.GET, "/actuator/prometheus"), service.anonymous()))
                .isEqualTo(401);
        assertThat(status(new Route(HttpMethod.GET, "/actuator/prometheus"), service.as(Services.VIEWER)))
                .isEqualTo(200);
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
                .isEqualTo("Send a valid API token as: Authorization: Bearer <token>");
    }

    private static int status(Route route, WebTestClient client) {
        return client.method(route.method())
                .uri(route.path())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(route.changesSomething() ? "{}" : "")
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }
}
