package dev.elch.auth.signin;

import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Exchanges the code for a token, within our patience. */
@Component
final class GitHubTokens implements ReactiveOAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> {

    private final WebClientReactiveAuthorizationCodeTokenResponseClient exchange =
            new WebClientReactiveAuthorizationCodeTokenResponseClient();
    private final GitHubProperties properties;

    GitHubTokens(GitHubProperties properties) {
        this.properties = properties;
        this.exchange.setWebClient(
                WebClient.builder().filter(GitHubTokens::refuseTrouble).build());
    }

    /** Spring reads every answer as one of OAuth 2, also the page of a proxy that GitHub is behind. */
    private static Mono<ClientResponse> refuseTrouble(ClientRequest request, ExchangeFunction next) {
        return next.exchange(request)
                .flatMap(answer -> answer.statusCode().is5xxServerError()
                                || answer.statusCode().isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)
                        ? answer.createError()
                        : Mono.just(answer));
    }

    @Override
    public Mono<OAuth2AccessTokenResponse> getTokenResponse(OAuth2AuthorizationCodeGrantRequest request) {
        return exchange.getTokenResponse(request)
                .timeout(properties.timeout())
                .onErrorMap(GitHubErrors::asAuthorizationFailure);
    }
}
