package dev.elch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.testkit.token.TokenIssuer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import reactor.core.publisher.Mono;

class BearerAuthenticationTest {

    @Test
    void tells_a_token_that_is_not_good_from_one_that_nobody_can_judge() {
        try (TokenIssuer issuer = TokenIssuer.start()) {
            JwtCallers jwts = JwtCallers.of(
                    new JwtProperties(issuer.jwks(), TokenIssuer.ISSUER, TokenIssuer.AUDIENCE), Clock.systemUTC());
            BearerAuthentication bearer = new BearerAuthentication(List.of(jwts::caller));
            assertThatThrownBy(() -> ask(bearer, "made up")).isInstanceOf(BadCredentialsException.class);

            issuer.breakDown();

            assertThatThrownBy(() -> ask(bearer, issuer.token("github:1", "admin")))
                    .isInstanceOf(AuthenticationServiceException.class);
        }
    }

    @Test
    void asks_one_after_the_other_until_somebody_knows_the_token() {
        List<String> asked = new ArrayList<>();
        BearerAuthentication bearer = new BearerAuthentication(List.of(
                token -> noting(asked, "first", Mono.empty()),
                token -> noting(asked, "second", Mono.just(new Caller("ada", Role.OPERATOR))),
                token -> noting(asked, "third", Mono.error(new IllegalStateException("is not to be asked")))));

        Authentication known = ask(bearer, "whatever");

        assertThat(asked).containsExactly("first", "second");
        assertThat(known.getPrincipal()).isEqualTo(new Caller("ada", Role.OPERATOR));
        assertThat(known.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactlyInAnyOrder("ROLE_VIEWER", "ROLE_OPERATOR");
    }

    @Test
    void says_that_nobody_can_judge_a_token_when_who_would_know_it_can_not_be_asked() {
        BearerAuthentication bearer = new BearerAuthentication(
                List.of(token -> Mono.error(new IllegalStateException("the database is away")), token -> Mono.empty()));

        assertThatThrownBy(() -> ask(bearer, "whatever")).isInstanceOf(AuthenticationServiceException.class);
    }

    @Test
    void answers_the_one_with_401_and_the_other_with_503() {
        assertThat(answer(new BadCredentialsException("no")).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);

        var away = answer(new AuthenticationServiceException("away"));

        assertThat(away.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(away.getHeaders().getFirst("Retry-After")).isEqualTo("5");
        assertThat(away.getBodyAsString().block()).contains("cannot be checked at the moment");
    }

    private static org.springframework.mock.http.server.reactive.MockServerHttpResponse answer(
            AuthenticationException why) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        AccessProblems.unknown(exchange, why, true).block();
        return exchange.getResponse();
    }

    private static Mono<Caller> noting(List<String> asked, String name, Mono<Caller> answer) {
        return Mono.defer(() -> {
            asked.add(name);
            return answer;
        });
    }

    private static Authentication ask(BearerAuthentication bearer, String token) {
        return bearer.authenticate(new PreAuthenticatedAuthenticationToken("unknown", token))
                .block();
    }
}
