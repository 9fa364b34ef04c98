package dev.elch.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.auth.signin.GitHubUser;
import dev.elch.auth.signin.SignIns;
import java.io.InvalidClassException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;

class SessionAttributesTest {

    @Test
    void keeps_everything_that_a_session_holds() throws Exception {
        GitHubUser user = new GitHubUser(SignIns.of("a").account());
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(
                "SPRING_SECURITY_CONTEXT",
                new SecurityContextImpl(new OAuth2AuthenticationToken(user, user.getAuthorities(), "github")));
        attributes.put(SignInSession.SIGN_IN, SignIns.of("a"));
        attributes.put("csrf", new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "token"));
        attributes.put(
                "request",
                OAuth2AuthorizationRequest.authorizationCode()
                        .authorizationUri("https://github.com/login/oauth/authorize")
                        .clientId("client")
                        .scopes(Set.of("read:user"))
                        .attributes(Map.of("code_verifier", "verifier"))
                        .build());

        Map<String, Object> read = SessionAttributes.read(SessionAttributes.write(attributes));

        assertThat(read.get(SignInSession.SIGN_IN)).isEqualTo(SignIns.of("a"));
        assertThat(read.get("SPRING_SECURITY_CONTEXT")).isEqualTo(attributes.get("SPRING_SECURITY_CONTEXT"));
        assertThat(read.get("csrf")).isInstanceOf(DefaultCsrfToken.class);
        assertThat(read.get("request"))
                .isInstanceOfSatisfying(
                        OAuth2AuthorizationRequest.class,
                        request -> assertThat(request.<String>getAttribute("code_verifier"))
                                .isEqualTo("verifier"));
    }

    @Test
    void loads_no_class_that_it_does_not_expect() throws Exception {
        byte[] bytes = SessionAttributes.write(Map.of("gadget", new java.awt.Point(1, 2)));

        assertThatThrownBy(() -> SessionAttributes.read(bytes))
                .isInstanceOf(InvalidClassException.class)
                .hasMessageContaining("REJECTED");
    }
}
