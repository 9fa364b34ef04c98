package dev.elch.standin.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitHubStandInTest {

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE_OF_RFC_7636 = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String CLIENT = "client_id=" + GitHubStandIn.CLIENT_ID;
    private static final String BACK = "&redirect_uri=http://localhost:8080/login/oauth2/code/github";
    private static final String SECRET = "&client_secret=" + GitHubStandIn.CLIENT_SECRET;

    private final GitHubStandIn gitHub = GitHubStandIn.start(0);
    private final HttpClient browser = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void leads_back_to_the_application_with_a_code_and_its_state() throws Exception {
        HttpResponse<String> answer = choose(Persona.VERIFIED, CLIENT + BACK + "&state=a%2Fb");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .matches("http://localhost:8080/login/oauth2/code/github\\?code=[0-9a-f]{20}&state=a%2Fb");
    }

    @Test
    void shows_everybody_one_can_be() throws Exception {
        HttpResponse<String> page = get("/login/oauth/authorize?" + CLIENT + BACK + "&scope=%3Cb%3E", "");

        assertThat(page.body())
                .contains("not GitHub", "Оюунаа Дорж", "&lt;b&gt;")
                .doesNotContain("<b>");
        for (Persona persona : Persona.values()) {
            assertThat(page.body()).contains("value=\"" + persona.login() + "\"");
        }
    }

    @Test
    void redirects_to_this_machine_only() throws Exception {
        for (String foreign : new String[] {
            "http://evil.example/",
            "https://localhost:8080/",
            "http://localhost@evil.example/",
            "javascript:alert(1)",
            ""
        }) {
            HttpResponse<String> answer = choose(Persona.VERIFIED, CLIENT + "&redirect_uri=" + foreign);
            assertThat(answer.statusCode()).as(foreign).isEqualTo(404);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    void refuses_an_application_it_does_not_know() throws Exception {
        assertThat(choose(Persona.VERIFIED, "client_id=unknown" + BACK).statusCode())
                .isEqualTo(404);
    }

    @Test
    void tells_the_application_that_the_user_denied() throws Exception {
        HttpResponse<String> answer = post("/login/oauth/authorize?" + CLIENT + BACK + "&state=s", "deny=yes");

        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .contains("error=access_denied")
                .endsWith("&state=s");
    }

    @Test
    void exchanges_a_code_once() throws Exception {
        String code = code(Persona.VERIFIED, CLIENT + BACK);

        assertThat(exchange(code, "").body()).contains("\"access_token\":\"gho_", "\"token_type\":\"bearer\"");
        HttpResponse<String> second = exchange(code, "");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).contains("\"error\":\"bad_verification_code\"");
    }

    @Test
    void gives_no_token_without_the_verifier_of_the_challenge() throws Exception {
        String asked = CLIENT + BACK + "&code_challenge_method=S256&code_challenge=" + CHALLENGE_OF_RFC_7636;

        assertThat(exchange(code(Persona.VERIFIED, asked), "").body()).contains("bad_verification_code");
        assertThat(exchange(code(Persona.VERIFIED, asked), "&code_verifier=wrong")
                        .body())
                .contains("bad_verification_code");
        assertThat(exchange(code(Persona.VERIFIED, asked), "&code_verifier=" + VERIFIER)
                        .body())
                .contains("access_token");
    }

    @Test
    void gives_no_token_to_an_application_with_the_wrong_secret() throws Exception {
        String code = code(Persona.VERIFIED, CLIENT + BACK);

        assertThat(post("/login/oauth/access_token", CLIENT + "&client_secret=wrong&code=" + code)
                        .body())
                .startsWith("error=incorrect_client_credentials");
    }

    @Test
    void hides_a_private_address_and_shows_it_to_those_who_may_see_it() throws Exception {
        String token = token(Persona.PRIVATE_ADDRESS, "read:user%20user:email");

        assertThat(get("/user", token).body()).contains("\"id\":1002", "\"email\":null");
        assertThat(get("/user/emails", token).body())
                .contains(
                        "{\"email\":\"anton@example.net\",\"primary\":true,\"verified\":true,\"visibility\":\"private\"}");
    }

    @Test
    void does_not_find_the_addresses_without_the_scope_for_them() throws Exception {
        assertThat(get("/user/emails", token(Persona.VERIFIED, "read:user")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void answers_a_wrong_token_as_github_does() throws Exception {
        HttpResponse<String> answer = get("/user", "gho_wrong");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"message\":\"Bad credentials\"");
    }

    private String token(Persona persona, String scope) throws IOException, InterruptedException {
        String answer =
                exchange(code(persona, CLIENT + BACK + "&scope=" + scope), "").body();
        return answer.replaceFirst(".*(gho_[0-9a-f]+).*", "$1");
    }

    private String code(Persona persona, String query) throws IOException, InterruptedException {
        String location =
                choose(persona, query).headers().firstValue("Location").orElseThrow();
        return location.replaceFirst(".*[?&]code=([0-9a-f]+).*", "$1");
    }

    private HttpResponse<String> choose(Persona persona, String query) throws IOException, InterruptedException {
        return post("/login/oauth/authorize?" + query, "persona=" + persona.login());
    }

    private HttpResponse<String> exchange(String code, String more) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gitHub.uri().resolve("/login/oauth/access_token"))
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(CLIENT + SECRET + BACK + "&code=" + code + more))
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String target, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gitHub.uri() + target))
                .POST(BodyPublishers.ofString(form))
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String target, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gitHub.uri() + target))
                .header("Authorization", "Bearer " + token)
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }
}
