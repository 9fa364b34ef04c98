package dev.elch.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.standin.github.GitHubStandIn;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every request that cannot be served is answered with a problem (RFC 9457), also those that the framework refuses. */
class ProblemsIT {

    private static final byte[] THREE_MEGABYTES =
            ("token=" + "a".repeat(3_000_000)).getBytes(StandardCharsets.US_ASCII);

    private static GitHubStandIn gitHub;
    private static AuthServiceForTests service;

    private final TestBrowser browser = new TestBrowser(service.uri());

    @BeforeAll
    static void start() {
        Stack stack = Stack.shared();
        gitHub = GitHubStandIn.start(0);
        service = AuthServiceForTests.start(
                stack.bootstrapServers(),
                stack.registryUrl(),
                stack.mongoUri("auth_problems_" + UUID.randomUUID()),
                gitHub);
    }

    @AfterAll
    static void stop() {
        service.close();
        gitHub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /nothing-here, 404",
        "GET /me, 401",
        "GET /actuator/env, 401",
        "GET /oauth2/token, 405",
        "POST /nothing-here, 403",
        "TRACE /, 405",
    })
    void a_refused_request_gets_a_problem(String line, int status) {
        RawRequest.Answer answer = new RawRequest(service.uri(), line)
                .line("Accept: application/json")
                .send();

        assertProblem(answer, status, line.substring(line.indexOf(' ') + 1));
    }

    @Test
    void a_method_that_is_not_allowed_is_told_which_one_is() {
        RawRequest.Answer answer = new RawRequest(service.uri(), "GET /oauth2/token").send();

        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/revoke", "/not-me/some-link"})
    void a_body_that_is_too_long_is_refused_as_such(String path) {
        RawRequest.Answer answer = new RawRequest(service.uri(), "POST " + path)
                .line("Content-Type: application/x-www-form-urlencoded")
                .send(THREE_MEGABYTES);

        assertProblem(answer, 413, path.replace("some-link", "***"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "nonsense", "a/b/c", "Мобиком"})
    void a_body_of_another_type_is_refused_as_such(String type) {
        RawRequest.Answer answer = new RawRequest(service.uri(), "POST /oauth2/token")
                .line("Content-Type: " + type)
                .send("{}".getBytes(StandardCharsets.US_ASCII));

        assertProblem(answer, 415, "/oauth2/token");
    }

    @ParameterizedTest
    @CsvSource({"/oauth2/token, %", "/oauth2/revoke, token=%zz", "/not-me/some-link, action=%u0041"})
    void a_form_that_is_not_encoded_as_one_is_refused_as_such(String path, String form) {
        RawRequest.Answer answer = new RawRequest(service.uri(), "POST " + path)
                .line("Content-Type: application/x-www-form-urlencoded")
                .send(form.getBytes(StandardCharsets.US_ASCII));

        assertProblem(answer, 400, path.replace("some-link", "***"));
    }

    @Test
    void a_repeated_parameter_is_refused_and_an_unknown_one_ignored() {
        String form = "grant_type=refresh_token&refresh_token=a.b";
        String again = form + "&refresh_token=c.d";
        Map<String, String> unknown = Map.of("grant_type", "refresh_token", "refresh_token", "a.b", "unknown", "1");

        assertThat(token(form).body()).contains("invalid_grant");
        assertThat(token(again).body()).contains("invalid_request");
        assertThat(browser.post("/oauth2/token", unknown).body()).contains("invalid_grant");
    }

    @Test
    @Tag("slow")
    void a_body_that_stops_is_ended() {
        RawRequest.Answer answer = new RawRequest(service.uri(), "POST /oauth2/token")
                .line("Content-Type: application/x-www-form-urlencoded")
                .line("Content-Length: 100")
                .line("")
                .sendBeginning();

        assertThat(answer.status()).isIn(0, 408);
    }

    @Test
    @Tag("slow")
    void headers_that_stop_are_ended() {
        RawRequest.Answer answer = new RawRequest(service.uri(), "GET /").sendBeginning();

        assertProblem(answer, 408, "/");
    }

    @Test
    void a_page_is_for_people() {
        browser.signInAs(Persona.VERIFIED);

        assertThat(browser.post("/logout", Map.of()).body()).contains("<h1>").doesNotContain("\"title\"");
    }

    private static RawRequest.Answer token(String form) {
        return new RawRequest(service.uri(), "POST /oauth2/token")
                .line("Content-Type: application/x-www-form-urlencoded")
                .send(form.getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertProblem(RawRequest.Answer answer, int status, String instance) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.propertyNames()).containsExactly("type", "title", "status", "detail", "instance");
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("instance").asString()).isEqualTo(instance);
    }
}
