package dev.elch.auth;

import static dev.elch.auth.TestBrowser.locationOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.elch.standin.github.GitHubStandIn;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.stack.Stack;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a console gets its tokens, over HTTP and with a real database. */
class ConsoleSignInIT {

    private static final String CONSOLE = "http://127.0.0.1:8082/";
    private static final String ORIGIN = "http://127.0.0.1:8082";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    /** The challenge to that verifier, from RFC 7636, appendix B. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final String WISH = "/oauth2/authorize?response_type=code&code_challenge_method=S256&code_challenge="
            + CHALLENGE + "&state=0123456789abcdef&redirect_uri=" + CONSOLE;

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
                stack.mongoUri("auth_console_" + UUID.randomUUID()),
                gitHub);
        awaitKeys();
    }

    /** The first key is made in the background: until then tokens are refused for a moment. */
    private static void awaitKeys() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> new TestBrowser(service.uri())
                        .get("/.well-known/jwks.json")
                        .body()
                        .contains("\"kid\""));
    }

    @AfterAll
    static void stop() {
        service.close();
        gitHub.close();
    }

    @Test
    void leads_through_github_and_back_to_the_console_with_a_code_in_the_fragment() {
        URI gitHubPage = locationOf(browser.get(locationOf(browser.get(WISH)).toString()));
        URI back = locationOf(
                browser.get(browser.choose(Persona.OPERATOR, gitHubPage).toString()));
        assertThat(back).hasPath("/oauth2/authorize");

        URI console = locationOf(browser.get(back.toString()));

        assertThat(console.toString()).startsWith(CONSOLE + "#code=");
        assertThat(console.getRawQuery()).isNull();
        assertThat(console.getFragment()).endsWith("&state=0123456789abcdef");
    }

    @Test
    void asks_nothing_of_who_is_signed_in_already() {
        browser.signInAs(Persona.OPERATOR);

        assertThat(locationOf(browser.get(WISH)).toString()).startsWith(CONSOLE + "#code=");
        assertThat(locationOf(browser.signInAs(Persona.OPERATOR))).hasPath("/me");
    }

    @Test
    void the_token_can_be_checked_with_the_published_keys() throws ParseException, JOSEException {
        String answer = tokens(code()).body();
        SignedJWT token = SignedJWT.parse(field(answer, "access_token"));

        JWKSet keys = JWKSet.parse(browser.get("/.well-known/jwks.json").body());
        JWK key = keys.getKeyByKeyId(token.getHeader().getKeyID());

        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("github:1009");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("admin");
        assertThat(answer).contains("\"token_type\":\"Bearer\"", "\"expires_in\":300");
    }

    @Test
    void renews_the_token_until_the_user_signs_out() {
        String first = field(tokens(code()).body(), "refresh_token");
        HttpResponse<String> renewed = renew(first);
        assertThat(renewed.statusCode()).isEqualTo(200);
        assertThat(renewed.headers().firstValue("Cache-Control")).contains("no-store");
        String second = field(renewed.body(), "refresh_token");

        assertThat(browser.post("/oauth2/revoke", Map.of("token", second), "Origin", ORIGIN)
                        .statusCode())
                .isEqualTo(200);

        assertThat(renew(second).statusCode()).isEqualTo(400);
        assertThat(renew(second).body()).contains("invalid_grant");
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void a_code_is_good_once() {
        String code = code();

        assertThat(tokens(code).statusCode()).isEqualTo(200);
        assertThat(tokens(code).statusCode()).isEqualTo(400);
    }

    @Test
    void who_is_not_on_the_list_reads_which_id_an_admin_needs() {
        browser.signInAs(Persona.VERIFIED);

        HttpResponse<String> refused = browser.get(WISH);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("You have no role here")
                .contains("1001")
                .contains("@sarnai");
    }

    @Test
    void sends_no_browser_to_a_console_that_is_not_on_the_list() {
        browser.signInAs(Persona.OPERATOR);

        HttpResponse<String> refused = browser.get(WISH.replace("127.0.0.1:8082", "evil.example"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Location")).isEmpty();
        assertThat(refused.body()).contains("We do not know this console");
    }

    @Test
    void only_scripts_of_the_console_may_read_a_token() {
        HttpResponse<String> console = tokens(code());
        assertThat(console.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
        assertThat(console.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();

        HttpResponse<String> stranger =
                browser.post("/oauth2/token", Map.of("grant_type", "refresh_token"), "Origin", "https://evil.example");
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void refuses_a_grant_that_it_does_not_give() {
        assertThat(browser.post("/oauth2/token", Map.of("grant_type", "password"))
                        .body())
                .contains("unsupported_grant_type");
        assertThat(browser.post("/oauth2/token", Map.of()).statusCode()).isEqualTo(400);
    }

    private String code() {
        browser.signInAs(Persona.OPERATOR);
        String fragment = locationOf(browser.get(WISH)).getFragment();
        return fragment.substring("code=".length(), fragment.indexOf('&'));
    }

    private HttpResponse<String> tokens(String code) {
        return browser.post(
                "/oauth2/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "code_verifier", VERIFIER,
                        "redirect_uri", CONSOLE),
                "Origin",
                ORIGIN);
    }

    private HttpResponse<String> renew(String secret) {
        return browser.post(
                "/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", secret), "Origin", ORIGIN);
    }

    private static String field(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(value.find()).as(json).isTrue();
        return value.group(1);
    }
}
