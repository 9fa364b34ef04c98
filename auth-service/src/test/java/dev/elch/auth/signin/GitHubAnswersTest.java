package dev.elch.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;

/** What becomes of a sign-in when GitHub answers in one of its less common ways. */
class GitHubAnswersTest {

    private static final String EMAILS = "/user/emails?per_page=100";
    private static final String PRIMARY = "{\"email\":\"me@example.org\",\"primary\":true,\"verified\":true}";
    private static final String OTHER = "{\"email\":\"old@example.org\",\"primary\":false,\"verified\":true}";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final GitHubProperties properties =
            new GitHubProperties(gitHub.uri("/user/emails"), Duration.ofSeconds(60));
    private final ClientRegistration client = ClientRegistration.withRegistrationId("github")
            .clientId("id")
            .clientSecret("secret")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("http://localhost/login/oauth2/code/github")
            .authorizationUri(gitHub.uri("/authorize").toString())
            .tokenUri(gitHub.uri("/token").toString())
            .userInfoUri(gitHub.uri("/user").toString())
            .userNameAttributeName("id")
            .build();

    GitHubAnswersTest() {
        gitHub.answer("/user", 200, "{\"id\":7,\"login\":\"me\",\"name\":null}");
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void a_primary_rate_limit_is_not_a_missing_address() {
        gitHub.answer(EMAILS, 403, "{}", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1767000000");

        assertThat(failure()).isEqualTo(GitHubErrors.LIMITED);
    }

    @Test
    void a_secondary_rate_limit_is_not_a_missing_address() {
        gitHub.answer(EMAILS, 403, "{}", "Retry-After", "60");
        assertThat(failure()).isEqualTo(GitHubErrors.LIMITED);

        gitHub.answer(EMAILS, 403, "{\"message\":\"You have exceeded a secondary rate limit. Please wait.\"}");
        assertThat(failure()).isEqualTo(GitHubErrors.LIMITED);

        gitHub.answer(EMAILS, 429, "");
        assertThat(failure()).isEqualTo(GitHubErrors.LIMITED);
    }

    @Test
    void a_rate_limit_of_the_profile_is_one_too() {
        gitHub.answer(EMAILS, 200, "[" + PRIMARY + "]");
        gitHub.answer("/user", 429, "", "Retry-After", "60");

        assertThat(failure()).isEqualTo(GitHubErrors.LIMITED);
    }

    @Test
    void a_missing_permission_is_not_a_missing_address() {
        gitHub.answer(EMAILS, 403, "{\"message\":\"Resource not accessible by integration\"}");

        assertThat(failure()).isEqualTo(GitHubErrors.NOT_PERMITTED);
    }

    @Test
    void a_scope_that_was_not_granted_is_a_missing_address() {
        gitHub.answer(EMAILS, 404, "{\"message\":\"Not Found\"}");

        assertThat(account().email()).isNull();
    }

    @Test
    void finds_the_primary_address_on_a_later_page() {
        gitHub.answer(EMAILS, 200, "[" + OTHER + "]", "Link", links("/user/emails?page=2", "/user/emails?page=9"));
        gitHub.answer(
                "/user/emails?page=2",
                200,
                "[" + OTHER + "," + PRIMARY + "]",
                "Link",
                links("/user/emails?page=3", "/x"));

        assertThat(account().email()).isEqualTo("me@example.org");
        assertThat(gitHub.asked()).noneMatch(uri -> uri.toString().endsWith("page=3"));
    }

    @Test
    void pages_without_an_end_end() {
        gitHub.answer(EMAILS, 200, "[" + OTHER + "]", "Link", links(EMAILS, EMAILS));

        assertThat(account().email()).isNull();
    }

    @Test
    void no_other_server_gets_the_token() {
        URI page = gitHub.uri(EMAILS);

        assertThat(GitHubLinks.next(List.of("<https://evil.example/2>; rel=\"next\""), page))
                .isEmpty();
        assertThat(GitHubLinks.next(List.of("<http://127.0.0.1:1/2>; rel=\"next\""), page))
                .isEmpty();
        assertThat(GitHubLinks.next(List.of("<::>; rel=\"next\""), page)).isEmpty();
        assertThat(GitHubLinks.next(List.of("</2>; rel=\"prev\", </3>; rel=\"next\""), page))
                .contains(page.resolve("/3"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429})
    void trouble_of_the_token_endpoint_means_that_github_does_not_answer(int status) {
        gitHub.answer("/token", status, "<html>Unicorn!</html>", "Content-Type", "text/html");

        assertThat(tokenFailure()).isEqualTo(GitHubErrors.UNREACHABLE);
    }

    @Test
    void a_silent_token_endpoint_does_not_answer() {
        assertThat(tokenFailure(new GitHubProperties(properties.emailsUri(), Duration.ofMillis(200))))
                .isEqualTo(GitHubErrors.UNREACHABLE);
    }

    @Test
    void a_used_code_is_still_told_apart() {
        gitHub.answer("/token", 200, "{\"error\":\"bad_verification_code\"}");

        assertThat(tokenFailure()).isEqualTo("bad_verification_code");
    }

    private String links(String next, String last) {
        return "<" + gitHub.uri(next) + ">; rel=\"next\", <" + gitHub.uri(last) + ">; rel=\"last\"";
    }

    private Account account() {
        return ((GitHubUser) Objects.requireNonNull(new GitHubUserService(properties)
                        .loadUser(userRequest())
                        .block()))
                .account();
    }

    private String failure() {
        return catchThrowableOfType(OAuth2AuthenticationException.class, this::account)
                .getError()
                .getErrorCode();
    }

    private String tokenFailure() {
        return tokenFailure(properties);
    }

    private String tokenFailure(GitHubProperties patience) {
        return catchThrowableOfType(
                        OAuth2AuthorizationException.class,
                        () -> new GitHubTokens(patience)
                                .getTokenResponse(tokenRequest())
                                .block())
                .getError()
                .getErrorCode();
    }

    private OAuth2UserRequest userRequest() {
        Instant now = Instant.now();
        return new OAuth2UserRequest(
                client,
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "token", now, now.plusSeconds(60)),
                Map.of());
    }

    private OAuth2AuthorizationCodeGrantRequest tokenRequest() {
        String redirect = client.getRedirectUri();
        OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(gitHub.uri("/authorize").toString())
                .clientId("id")
                .redirectUri(redirect)
                .state("state")
                .build();
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success("code")
                .redirectUri(redirect)
                .state("state")
                .build();
        return new OAuth2AuthorizationCodeGrantRequest(client, new OAuth2AuthorizationExchange(request, response));
    }
}
