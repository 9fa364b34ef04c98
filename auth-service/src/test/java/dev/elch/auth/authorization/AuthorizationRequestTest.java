package dev.elch.auth.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationRequestTest {

    private static final List<URI> CONSOLES = List.of(URI.create("https://dlq.example.org/"));
    private static final Map<String, String> GOOD = Map.of(
            "response_type", "code",
            "redirect_uri", "https://dlq.example.org/",
            "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "code_challenge_method", "S256",
            "state", "0123456789abcdef");

    @Test
    void is_answered_in_the_fragment_with_the_state_as_it_came() {
        URI answer = AuthorizationRequest.of(GOOD, CONSOLES).orElseThrow().answer(new Secret("id", "value"));

        assertThat(answer).hasToString("https://dlq.example.org/#code=id.value&state=0123456789abcdef");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type,token",
        "redirect_uri,https://dlq.example.org",
        "redirect_uri,https://dlq.example.org/x",
        "redirect_uri,https://dlq.example.org.evil.example/",
        "redirect_uri,http://dlq.example.org/",
        "redirect_uri,''",
        "code_challenge,short",
        "code_challenge,E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
        "code_challenge_method,plain",
        "state,short",
        "state,0123456789abcdef#x=",
    })
    void is_none_with_anything_else(String parameter, String value) {
        Map<String, String> bad = new TreeMap<>(GOOD);
        bad.put(parameter, value);
        assertThat(AuthorizationRequest.of(bad, CONSOLES)).isEmpty();
        bad.remove(parameter);
        assertThat(AuthorizationRequest.of(bad, CONSOLES)).isEmpty();
    }

    @Test
    void is_none_where_no_console_is_configured() {
        assertThat(AuthorizationRequest.of(GOOD, List.of())).isEmpty();
    }
}
