package dev.elch.auth.signin;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.ReactiveOAuth2UserService;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/** Asks GitHub who the token belongs to, and for the one address that we may write to. The token is not kept. */
@Component
final class GitHubUserService implements ReactiveOAuth2UserService<OAuth2UserRequest, OAuth2User> {

    private final WebClient http = WebClient.builder()
            .defaultHeader("User-Agent", "elch-auth-service")
            .defaultHeader("Accept", "application/vnd.github+json, application/json")
            .build();
    private final GitHubProperties properties;

    GitHubUserService(GitHubProperties properties) {
        this.properties = properties;
    }

    @Override
    public Mono<OAuth2User> loadUser(OAuth2UserRequest request) {
        String token = request.getAccessToken().getTokenValue();
        URI profileUri = URI.create(request.getClientRegistration()
                .getProviderDetails()
                .getUserInfoEndpoint()
                .getUri());
        return Mono.zip(profile(profileUri, token), emails(token))
                .timeout(properties.timeout())
                .<OAuth2User>map(answers -> user(answers.getT1(), answers.getT2()))
                .onErrorMap(GitHubTrouble::asAuthenticationFailure);
    }

    private Mono<GitHubProfile> profile(URI uri, String token) {
        return http.get()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .bodyToMono(GitHubProfile.class);
    }

    /** Empty when GitHub does not show us the addresses, because the scope was not granted. */
    private Mono<List<GitHubEmail>> emails(String token) {
        return http.get()
                .uri(properties.emailsUri())
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .bodyToFlux(GitHubEmail.class)
                .collectList()
                .onErrorResume(WebClientResponseException.class, GitHubUserService::noneIfHidden);
    }

    private static Mono<List<GitHubEmail>> noneIfHidden(WebClientResponseException answer) {
        boolean isHidden = answer.getStatusCode().isSameCodeAs(HttpStatus.FORBIDDEN)
                || answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
        return isHidden ? Mono.just(List.of()) : Mono.error(answer);
    }

    private static OAuth2User user(GitHubProfile profile, List<GitHubEmail> emails) {
        return new GitHubUser(new Account(
                "github:" + profile.id(),
                profile.login(),
                GitHubEmail.mailable(emails).orElse(null),
                profile.name(),
                "github"));
    }

    /** What we read of GitHub's {@code GET /user}. */
    record GitHubProfile(long id, String login, @Nullable String name) {}
}
