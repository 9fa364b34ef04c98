package dev.elch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.testkit.time.SettableClock;
import dev.elch.testkit.token.TokenIssuer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.function.client.WebClient;

class JwtCallersTest {

    private static final String WHO = "github:7";

    private final SettableClock clock = SettableClock.at(Instant.now());
    private final TokenIssuer issuer = TokenIssuer.start();
    private final JwtCallers callers = JwtCallers.of(properties(issuer.jwks()), clock);

    /** The first request of a JVM loads the HTTP client's classes, which takes seconds on a busy machine. */
    @BeforeAll
    static void loadTheHttpClient() {
        try (TokenIssuer first = TokenIssuer.start()) {
            assertThat(WebClient.create()
                            .get()
                            .uri(first.jwks())
                            .retrieve()
                            .bodyToMono(String.class)
                            .block())
                    .isNotEmpty();
        }
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void are_known_by_their_subject_with_the_highest_of_their_roles() {
        assertThat(caller(issuer.token(WHO, "viewer", "operator", "gardener")))
                .contains(new Caller(WHO, Role.OPERATOR, "sarnai"));
    }

    @Test
    void without_a_role_that_we_know_are_nobody() {
        assertThat(caller(issuer.token(WHO))).isEmpty();
        assertThat(caller(issuer.token(WHO, "gardener"))).isEmpty();
    }

    @Test
    void are_not_believed_when_somebody_else_signed_or_nobody_did() {
        String good = issuer.token(WHO, "admin");
        String[] parts = good.split("\\.", -1);
        String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";

        assertThat(caller(issuer.signedByAnotherIssuer(WHO, "admin"))).isEmpty();
        assertThat(caller(unsigned)).isEmpty();
        assertThat(caller(parts[0] + "." + parts[1] + ".")).isEmpty();
    }

    @Test
    void are_not_believed_when_the_token_is_over_for_somebody_else_or_from_somebody_else() {
        assertThat(caller(issuer.expired(WHO, "admin"))).isEmpty();
        assertThat(caller(issuer.forAnotherAudience(WHO, "admin"))).isEmpty();
        assertThat(caller(issuer.tokenWith(Map.of("iss", "https://evil.example"), WHO, "admin")))
                .isEmpty();
        assertThat(caller(without("exp"))).isEmpty();
        assertThat(caller(without("iss"))).isEmpty();
        assertThat(caller(without("aud"))).isEmpty();
        assertThat(caller(without("sub"))).isEmpty();
    }

    @Test
    void may_have_a_clock_that_is_a_little_off_but_not_more() {
        long over = clock.instant().minus(JwtCallers.SKEW).plusSeconds(5).getEpochSecond();
        long longOver = clock.instant().minus(JwtCallers.SKEW).minusSeconds(5).getEpochSecond();

        assertThat(caller(issuer.tokenWith(Map.of("exp", over, "iat", over - 300, "nbf", over - 300), WHO, "admin")))
                .isPresent();
        assertThat(caller(issuer.tokenWith(
                        Map.of("exp", longOver, "iat", longOver - 300, "nbf", longOver - 300), WHO, "admin")))
                .isEmpty();
    }

    /** A thief of the key must not get more than an hour out of it. */
    @Test
    void are_not_believed_when_the_token_lives_longer_than_an_hour() {
        long now = clock.instant().getEpochSecond();

        assertThat(caller(issuer.tokenWith(Map.of("iat", now, "exp", now + 3600), WHO, "admin")))
                .isPresent();
        assertThat(caller(issuer.tokenWith(Map.of("iat", now, "exp", now + 3601), WHO, "admin")))
                .isEmpty();
        assertThat(caller(issuer.tokenWith(Map.of("iat", now + 86_400, "exp", now + 86_700), WHO, "admin")))
                .isEmpty();
        assertThat(caller(without("iat"))).isEmpty();
    }

    @Test
    void are_unknown_where_nobody_vouches_for_them() {
        JwtCallers unconfigured = JwtCallers.of(new JwtProperties(null, null, "elch"), clock);

        assertThat(unconfigured.caller(issuer.token(WHO, "admin")).blockOptional())
                .isEmpty();
        assertThat(caller("no.jwt.atall")).isEmpty();
        assertThat(caller("plain")).isEmpty();
    }

    @Test
    void cost_one_question_for_the_keys_however_many_come() {
        for (int call = 0; call < 20; call++) {
            assertThat(caller(issuer.token(WHO, "viewer"))).isPresent();
        }
        assertThat(issuer.questions()).isEqualTo(1);
    }

    @Test
    void can_not_make_us_ask_again_and_again_with_keys_that_do_not_exist() {
        assertThat(caller(issuer.token(WHO, "viewer"))).isPresent();
        String old = issuer.token(WHO, "viewer");
        issuer.rotate();
        String unknown = issuer.token(WHO, "viewer");
        for (int call = 0; call < 20; call++) {
            assertThat(caller(unknown)).isEmpty();
        }
        assertThat(issuer.questions()).isEqualTo(1);

        clock.advance(PublishedKeys.PAUSE);

        assertThat(caller(unknown)).isPresent();
        assertThat(issuer.questions()).isEqualTo(2);
        assertThat(caller(old)).isEmpty();
    }

    @Test
    void stay_known_for_a_while_when_the_keys_can_not_be_read_any_more() {
        String token = issuer.tokenWith(
                Map.of("exp", clock.instant().plus(Duration.ofHours(1)).getEpochSecond()), WHO, "viewer");
        assertThat(caller(token)).isPresent();
        issuer.breakDown();

        clock.advance(PublishedKeys.FRESH);
        assertThat(caller(token)).isPresent();

        clock.advance(PublishedKeys.USABLE.minus(PublishedKeys.FRESH));
        assertThatThrownBy(() -> caller(token)).isInstanceOf(KeysUnavailableException.class);

        issuer.recover();
        clock.advance(PublishedKeys.PAUSE);
        assertThat(caller(token)).isPresent();
    }

    @Test
    void can_not_be_told_while_the_keys_were_never_read() {
        issuer.breakDown();

        assertThatThrownBy(() -> caller(issuer.token(WHO, "viewer")))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining(issuer.jwks().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void need_an_issuer_as_soon_as_there_are_keys(String none) {
        assertThatThrownBy(() -> new JwtProperties(issuer.jwks(), none, "elch"))
                .hasMessageContaining("elch.jwt.jwks-uri is set and elch.jwt.issuer is not");
        assertThatThrownBy(() -> new JwtProperties(issuer.jwks(), "https://auth.example.org", none))
                .hasMessageContaining("elch.jwt.audience is empty");
        assertThatThrownBy(() -> new JwtProperties(URI.create("jwks.json"), "https://auth.example.org", "elch"))
                .hasMessageContaining("elch.jwt.jwks-uri is \"jwks.json\"");
    }

    private Optional<Caller> caller(String token) {
        return callers.caller(token).blockOptional();
    }

    private String without(String claim) {
        Map<String, Object> changes = new HashMap<>();
        changes.put(claim, null);
        return issuer.tokenWith(changes, WHO, "admin");
    }

    private static JwtProperties properties(URI keys) {
        return new JwtProperties(keys, TokenIssuer.ISSUER, TokenIssuer.AUDIENCE);
    }
}
