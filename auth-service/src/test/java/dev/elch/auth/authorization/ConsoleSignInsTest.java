package dev.elch.auth.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.elch.auth.session.SessionsForTests;
import dev.elch.auth.signin.SignIn;
import dev.elch.auth.signin.SignIns;
import dev.elch.testkit.time.SettableClock;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleSignInsTest {

    private static final String CONSOLE = "http://127.0.0.1:8082/";
    private static final String VERIFIER = "a verifier that only the console knows, 43 or more";
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final SignIn SIGN_IN = SignIns.of("e");

    private final SettableClock clock = SettableClock.at(SignIns.NOON);
    private final SessionsForTests sessions = new SessionsForTests(clock);
    private final InMemoryGrants grants = new InMemoryGrants();
    private final AccessTokens tokens = new AccessTokens(
            new RotatingKeys(
                    new InMemorySigningKeys(),
                    KeyRing.EMPTY,
                    new KeyRotation(Duration.ofDays(30)),
                    Duration.ofMinutes(15),
                    clock),
            URI.create("https://auth.example.org"),
            "elch",
            Duration.ofMinutes(5),
            clock);
    private final ConsoleSignIns signIns = signIns(List.of("1001"));

    @BeforeEach
    void signIn() {
        sessions.open("browser", SIGN_IN);
    }

    @Test
    void gives_a_token_that_says_who_it_is_and_for_how_long() throws ParseException {
        SignedJWT token = SignedJWT.parse(redeem(code()).orElseThrow().accessToken());

        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("github:1001");
        assertThat(claims.getIssuer()).isEqualTo("https://auth.example.org");
        assertThat(claims.getAudience()).containsExactly("elch");
        assertThat(claims.getStringListClaim("roles")).containsExactly("operator");
        assertThat(claims.getStringClaim("preferred_username")).isEqualTo("sarnai");
        assertThat(claims.getExpirationTime())
                .isEqualTo(Date.from(
                        SignIns.NOON.plus(Duration.ofMinutes(5)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(token.getHeader().getKeyID()).isNotBlank();
    }

    @Test
    void takes_a_code_once_and_ends_everything_when_it_comes_again() {
        String code = code();
        String renewal = redeem(code).orElseThrow().next().text();

        assertThat(redeem(code)).isEmpty();

        assertThat(grants.isEmpty()).isTrue();
        assertThat(renew(renewal)).isEmpty();
    }

    @Test
    void takes_a_code_only_from_the_console_that_asked() {
        String code = code();

        assertThat(signIns.redeem(code, "another verifier", CONSOLE).blockOptional())
                .isEmpty();
        assertThat(signIns.redeem(code, VERIFIER, "http://127.0.0.1:9999/").blockOptional())
                .isEmpty();
        assertThat(redeem("nonsense")).isEmpty();
        assertThat(redeem(code + "x")).isEmpty();
    }

    @Test
    void takes_a_code_for_a_minute() {
        String code = code();

        clock.advance(ConsoleSignIns.CODE_LIFETIME);

        assertThat(redeem(code)).isEmpty();
    }

    @Test
    void renews_with_a_new_secret_each_time() {
        TokenResponse first = redeem(code()).orElseThrow();
        TokenResponse second = renew(first.next().text()).orElseThrow();

        assertThat(second.next().text()).isNotEqualTo(first.next().text());
        assertThat(renew(second.next().text())).isPresent();
    }

    @Test
    void ends_everything_when_a_used_secret_comes_again() {
        String stolen = redeem(code()).orElseThrow().next().text();
        String current = renew(stolen).orElseThrow().next().text();

        assertThat(renew(stolen)).isEmpty();

        assertThat(renew(current)).isEmpty();
    }

    @Test
    void a_code_is_no_secret_for_a_renewal_and_the_other_way_round() {
        assertThat(renew(code())).isEmpty();
        assertThat(redeem(redeem(code()).orElseThrow().next().text())).isEmpty();
    }

    @Test
    void renews_no_longer_than_the_session_lives() {
        String secret = redeem(code()).orElseThrow().next().text();

        sessions.sessions().endAllOf("github:1001").block();

        assertThat(renew(secret)).isEmpty();
    }

    @Test
    void a_renewal_is_a_visit_so_that_who_works_at_a_console_is_not_signed_out() {
        String secret = redeem(code()).orElseThrow().next().text();
        for (int quarter = 0; quarter < 8; quarter++) {
            clock.advance(Duration.ofMinutes(15));
            secret = renew(secret).orElseThrow().next().text();
        }
        assertThat(sessions.isOpen("browser")).isTrue();
    }

    @Test
    void a_silent_console_is_signed_out() {
        String secret = redeem(code()).orElseThrow().next().text();

        clock.advance(IDLE);

        assertThat(renew(secret)).isEmpty();
    }

    @Test
    void signing_out_ends_the_session_too() {
        String secret = redeem(code()).orElseThrow().next().text();

        signIns.end(secret).block();

        assertThat(sessions.isOpen("browser")).isFalse();
        assertThat(renew(secret)).isEmpty();
    }

    @Test
    void who_was_taken_off_the_list_gets_no_token_any_more() {
        String secret = redeem(code()).orElseThrow().next().text();

        assertThat(signIns(List.of()).renew(secret).blockOptional()).isEmpty();
    }

    private ConsoleSignIns signIns(List<String> operators) {
        return new ConsoleSignIns(
                new RoleAssignments(List.of(), operators, List.of()), grants, sessions.sessions(), tokens, IDLE, clock);
    }

    private String code() {
        AuthorizationRequest request =
                new AuthorizationRequest(URI.create(CONSOLE), Secret.sha256(VERIFIER), "0123456789abcdef");
        return signIns.open(request, SIGN_IN).blockOptional().orElseThrow().text();
    }

    private Optional<TokenResponse> redeem(String code) {
        return signIns.redeem(code, VERIFIER, CONSOLE).blockOptional();
    }

    private Optional<TokenResponse> renew(String secret) {
        return signIns.renew(secret).blockOptional();
    }
}
