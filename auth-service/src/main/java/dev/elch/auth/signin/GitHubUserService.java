package dev.elch.auth.signin;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.ReactiveOAuth2UserService;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Asks GitHub who the token belongs to, and for the one address that we may write to. The token is not kept. */
@Component
final class GitHubUserService implements ReactiveOAuth2UserService<OAuth2UserRequest, OAuth2User> {

    private static final int PAGE_SIZE = 100;
    private static final int MAX_PAGES = 10;

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
                .onErrorMap(GitHubErrors::asAuthenticationFailure);
    }

    private Mono<GitHubProfile> profile(URI uri, String token) {
        return http.get()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .bodyToMono(GitHubProfile.class);
    }

    /** Up to the page with the primary one; empty if GitHub does not show us the addresses, because the scope was not granted. */
    private Mono<List<GitHubEmail>> emails(String token) {
        URI first = UriComponentsBuilder.fromUri(properties.emailsUri())
                .queryParam("per_page", PAGE_SIZE)
                .build(true)
                .toUri();
        return emailPage(first, token)
                .expand(page -> Mono.justOrEmpty(page.next()).flatMap(next -> emailPage(next, token)))
                .take(MAX_PAGES)
                .takeUntil(page -> page.emails().stream().anyMatch(GitHubEmail::primary))
                .concatMapIterable(EmailPage::emails)
                .collectList()
                .onErrorResume(WebClientResponseException.NotFound.class, hidden -> Mono.just(List.of()));
    }

    private Mono<EmailPage> emailPage(URI uri, String token) {
        return http.get()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .toEntityList(GitHubEmail.class)
                .map(answer -> new EmailPage(
                        Objects.requireNonNullElse(answer.getBody(), List.of()),
                        GitHubLinks.next(answer.getHeaders().getOrEmpty(HttpHeaders.LINK), uri)
                                .orElse(null)));
    }

    private static OAuth2User user(GitHubProfile profile, List<GitHubEmail> emails) {
        return new GitHubUser(new Account(
                "github:" + profile.id(),
                profile.login(),
                GitHubEmail.mailable(emails).orElse(null),
                profile.name(),
                "github"));
    }

    /** One page of {@code GET /user/emails}; {@code next} is null on the last one. */
    private record EmailPage(
            List<GitHubEmail> emails, @Nullable URI next) {}

    /** What we read of GitHub's {@code GET /user}. */
    record GitHubProfile(long id, String login, @Nullable String name) {}
}
