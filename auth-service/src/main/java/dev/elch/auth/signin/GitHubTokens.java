package dev.elch.auth.signin;

import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Exchanges the code for a token, within our patience. */
@Component
final class GitHubTokens implements ReactiveOAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> {

    private final WebClientReactiveAuthorizationCodeTokenResponseClient exchange =
            new WebClientReactiveAuthorizationCodeTokenResponseClient();
    private final GitHubProperties properties;

    GitHubTokens(GitHubProperties properties) {
        this.properties = properties;
    }

    @Override
    public Mono<OAuth2AccessTokenResponse> getTokenResponse(OAuth2AuthorizationCodeGrantRequest request) {
        return exchange.getTokenResponse(request)
                .timeout(properties.timeout())
                .onErrorMap(GitHubTrouble::asAuthorizationFailure);
    }
}
