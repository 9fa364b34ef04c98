package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.elch.dlq.cli.ElchCommandForTests;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** Tokens for machines: made by an admin, shown once, taken back. */
class TokensIT {

    private final RunningService service = RunningService.shared();
    private final String name = "t-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void lets_its_holder_in_with_the_role_that_it_was_made_for_and_no_more() {
        String token = made("viewer");

        assertThat(status(token, "/me")).isEqualTo(200);
        assertThat(answer(token, "/me")).contains("\"name\":\"" + name + "\"", "\"role\":\"VIEWER\"");
        assertThat(status(token, "/tokens")).isEqualTo(403);
    }

    @Test
    void is_shown_once_and_kept_as_a_hash() {
        String token = made("operator");
        String secret = token.substring(token.indexOf('.') + 1);

        assertThat(answer(Services.ADMIN, "/tokens"))
                .contains(name)
                .doesNotContain(secret)
                .doesNotContain("sha256");
        assertThat(answer(Services.ADMIN, "/audit"))
                .contains("make-token", name)
                .doesNotContain(secret);
    }

    @Test
    void is_known_by_its_last_use() {
        String token = made("viewer");
        assertThat(ofToken("lastUsedAt")).isEqualTo("[]");

        assertThat(status(token, "/me")).isEqualTo(200);

        assertThat(ofToken("lastUsedAt")).startsWith("[\"20");
    }

    @Test
    void stops_working_at_once_when_it_is_taken_back_and_its_name_is_never_given_again() {
        String token = made("admin");
        assertThat(status(token, "/tokens")).isEqualTo(200);

        assertThat(post("/tokens/" + name + "/revoke", "{\"reason\":\"lost\"}")
                        .getStatus()
                        .value())
                .isEqualTo(200);

        assertThat(status(token, "/me")).isEqualTo(401);
        assertThat(ofToken("state")).isEqualTo("[\"revoked\"]");
        assertThat(ofToken("revokedBy")).isEqualTo("[\"ada\"]");
        assertThat(post("/tokens/" + name + "/revoke", "{\"reason\":\"again\"}")
                        .getStatus()
                        .value())
                .isEqualTo(200);
        assertThat(post("/tokens", "{\"name\":\"" + name + "\"}").getStatus().value())
                .isEqualTo(409);
    }

    @Test
    void ends_with_the_token_with_which_it_was_made() {
        String first = made("admin");
        String second = JsonPath.read(
                service.as(first)
                        .post()
                        .uri("/api/admin/dlq/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"name\":\"" + name + "-2\",\"role\":\"admin\"}")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody(),
                "$.token");
        assertThat(status(second, "/me")).isEqualTo(200);

        post("/tokens/" + name + "/revoke", "{\"reason\":\"lost\"}");

        assertThat(status(second, "/me")).isEqualTo(401);
    }

    @Test
    void a_secret_that_is_almost_right_is_wrong() {
        String token = made("viewer");

        assertThat(status(token.substring(0, token.length() - 1) + "!", "/me")).isEqualTo(401);
        assertThat(status(token.replace(name, "vera"), "/me")).isEqualTo(401);
        assertThat(status(token + "A", "/me")).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"X"}                          | 400 | name
            {"name":"github:1"}                   | 400 | name
            {}                                    | 400 | name
            {"name":"good-name","role":"king"}    | 400 | role
            {"name":"good-name","days":0}         | 400 | days
            {"name":"good-name","days":367}       | 400 | days
            {"name":"ada"}                        | 409 | ada
            """)
    void is_not_made_of_nonsense(String wish, int status, String named) {
        EntityExchangeResult<String> refused = post("/tokens", wish);

        assertThat(refused.getStatus().value()).isEqualTo(status);
        assertThat(refused.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refused.getResponseBody()).contains(named);
    }

    @Test
    void one_that_does_not_exist_can_not_be_taken_back() {
        assertThat(post("/tokens/unknown/revoke", "{\"reason\":\"x\"}")
                        .getStatus()
                        .value())
                .isEqualTo(404);
        assertThat(post("/tokens/" + name + "/revoke", "{}").getStatus().value())
                .isEqualTo(400);
    }

    @Test
    void the_command_line_makes_lists_and_revokes_too() {
        String printed = elch("tokens", "make", name, "--role", "operator", "--days", "7");
        String token = printed.lines()
                .filter(line -> line.startsWith("elch_"))
                .findFirst()
                .orElseThrow();

        assertThat(status(token, "/me")).isEqualTo(200);
        assertThat(elch("tokens", "ls")).startsWith("NAME").contains(name).doesNotContain(token);
        assertThat(elch("tokens", "revoke", name, "-r", "the machine is gone").strip())
                .isEqualTo(name + " is revoked");
        assertThat(status(token, "/me")).isEqualTo(401);
    }

    private String elch(String... command) {
        return ElchCommandForTests.outputOf(service.url(), Services.ADMIN, command);
    }

    private String made(String role) {
        EntityExchangeResult<String> made =
                post("/tokens", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"days\":7}");
        assertThat(made.getStatus().value()).isEqualTo(201);
        assertThat(made.getResponseHeaders().getCacheControl()).contains("no-store");
        return JsonPath.read(made.getResponseBody(), "$.token");
    }

    private String ofToken(String field) {
        Object values =
                JsonPath.read(answer(Services.ADMIN, "/tokens"), "$.tokens[?(@.name=='" + name + "')]." + field);
        return String.valueOf(values);
    }

    private EntityExchangeResult<String> post(String path, String json) {
        return service.as(Services.ADMIN)
                .post()
                .uri("/api/admin/dlq" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private int status(String token, String path) {
        return service.as(token)
                .get()
                .uri("/api/admin/dlq" + path)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private String answer(String token, String path) {
        return String.valueOf(service.as(token)
                .get()
                .uri("/api/admin/dlq" + path)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
