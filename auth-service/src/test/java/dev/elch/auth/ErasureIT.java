package dev.elch.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.standin.github.GitHubStandIn;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.stack.Stack;
import dev.elch.testkit.stack.database.MongoStoredText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person who is erased is in no collection any more, and others stay. */
class ErasureIT {

    private static final String ERASURES = "/api/erasures";
    private static final String ADMIN = "admin-token";
    private static final String CONSOLE =
            "/oauth2/authorize?response_type=code&code_challenge_method=S256&code_challenge="
                    + "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&state=0123456789abcdef&redirect_uri=http://127.0.0.1:8082/";

    private static final String DATABASE = Stack.shared().mongoUri("auth_erasure_" + UUID.randomUUID());

    private static GitHubStandIn gitHub;
    private static AuthServiceForTests service;

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestBrowser erased = new TestBrowser(service.uri());
    private final TestBrowser other = new TestBrowser(service.uri());

    @BeforeAll
    static void start() {
        Stack stack = Stack.shared();
        gitHub = GitHubStandIn.start(0);
        service = AuthServiceForTests.start(
                stack.bootstrapServers(),
                stack.registryUrl(),
                DATABASE,
                gitHub,
                Map.of(
                        "elch.api.tokens.ada.sha256",
                        AuthServiceForTests.sha256(ADMIN),
                        "elch.api.tokens.ada.role",
                        "admin"));
    }

    @AfterAll
    static void stop() {
        service.close();
        gitHub.close();
    }

    @Test
    void is_in_no_collection_any_more_and_others_stay() {
        erased.signInAs(Persona.OPERATOR);
        assertThat(TestBrowser.locationOf(erased.get(CONSOLE)).toString()).contains("#code=");
        other.signInAs(Persona.VERIFIED);
        List<String> words = List.of("github:1009", Persona.OPERATOR.login());
        awaitStored(words);

        HttpResponse<String> known = call(ADMIN, request("?userId=github:1009").GET());
        HttpResponse<String> done = call(ADMIN, post("{\"userId\":\"github:1009\"}"));

        assertThat(known.body()).contains("\"" + Persona.OPERATOR.login() + "\"", "@");
        assertThat(done.body()).isEqualTo("{\"erased\":{\"console_grants\":1,\"sessions\":1,\"sign_ins\":1}}");
        assertThat(MongoStoredText.holding(DATABASE, words)).isEmpty();
        assertThat(erased.isSignedIn()).isFalse();
        assertThat(other.isSignedIn()).isTrue();
        assertThat(MongoStoredText.holding(DATABASE, List.of(Persona.VERIFIED.login())))
                .contains("sign_ins: " + Persona.VERIFIED.login());
        assertThat(call(ADMIN, post("{\"userId\":\"github:1009\"}")).body())
                .isEqualTo("{\"erased\":{\"console_grants\":0,\"sessions\":0,\"sign_ins\":0}}");
    }

    @Test
    void is_ordered_by_an_admin_alone() {
        assertThat(call("", post("{\"userId\":\"github:1\"}")).statusCode()).isEqualTo(401);
        assertThat(call(AuthServiceForTests.VIEWER_TOKEN, post("{\"userId\":\"github:1\"}"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(call(
                                AuthServiceForTests.VIEWER_TOKEN,
                                request("?userId=github:1").GET())
                        .statusCode())
                .isEqualTo(403);
        assertThat(call(ADMIN, post("{}")).statusCode()).isEqualTo(400);
        assertThat(call(ADMIN, post("{\"userId\":\" \"}")).statusCode()).isEqualTo(400);
    }

    private static void awaitStored(List<String> words) {
        Awaitility.await()
                .until(() -> MongoStoredText.holding(DATABASE, words)
                        .containsAll(List.of(
                                "sign_ins: github:1009",
                                "sign_ins: " + Persona.OPERATOR.login(),
                                "sessions: github:1009",
                                "console_grants: github:1009")));
    }

    private static HttpRequest.Builder post(String json) {
        return request("").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
    }

    private static HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create(service.uri() + ERASURES + query));
    }

    private HttpResponse<String> call(String token, HttpRequest.Builder request) {
        try {
            return client.send(
                    (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
