package dev.elch.auth;

import static dev.elch.auth.TestBrowser.locationOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.UserSignedIn;
import dev.elch.standin.github.GitHubStandIn;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.stack.Stack;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInIT {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static GitHubStandIn gitHub;
    private static AuthServiceForTests service;

    private final TestBrowser browser = new TestBrowser(service.uri());
    private PublishedSignIns published;

    @BeforeAll
    static void start() {
        Stack stack = Stack.shared();
        gitHub = GitHubStandIn.start(0);
        service = AuthServiceForTests.start(
                stack.bootstrapServers(),
                stack.registryUrl(),
                stack.mongoUri("auth_sign_in_" + UUID.randomUUID()),
                gitHub);
    }

    @AfterAll
    static void stop() {
        service.close();
        gitHub.close();
    }

    @BeforeEach
    void readTheTopic() {
        published = new PublishedSignIns(
                Stack.shared().bootstrapServers(), Stack.shared().registryUrl());
    }

    @AfterEach
    void leaveTheTopic() {
        published.close();
    }

    @Test
    void asks_github_for_what_it_needs_with_pkce() {
        assertThat(browser.beginSignIn().getQuery())
                .contains("scope=read:user user:email")
                .contains("code_challenge_method=S256")
                .containsPattern("code_challenge=[A-Za-z0-9_-]{43}(&|$)")
                .contains("redirect_uri=" + service.uri() + "/login/oauth2/code/github");
    }

    @Test
    void publishes_one_event_that_says_what_happened() {
        Instant before = Instant.now().minusMillis(1);

        HttpResponse<String> back = browser.signInAs(Persona.CYRILLIC_NAME, "traceparent", TRACE);

        assertThat(locationOf(back)).hasPath("/me");
        List<ConsumerRecord<String, UserSignedIn>> records = published.within(Duration.ofSeconds(2));
        assertThat(records).hasSize(1);
        UserSignedIn event = records.get(0).value();
        assertThat(records.get(0).key()).isEqualTo("github:1005");
        assertThat(PublishedSignIns.eventKey(records.get(0))).isEqualTo(event.getEventKey());
        assertThat(PublishedSignIns.header(records.get(0), DeliveryHeaders.TRACEPARENT))
                .isEqualTo(TRACE);
        assertThat(event.getUserId()).isEqualTo("github:1005");
        assertThat(event.getLogin()).isEqualTo("oyuunaa");
        assertThat(event.getName()).isEqualTo("Оюунаа Дорж");
        assertThat(event.getEmail()).isEqualTo("oyuunaa@example.org");
        assertThat(event.getProvider()).isEqualTo("github");
        assertThat(event.getIpAddress()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(event.getUserAgent()).isEqualTo(TestBrowser.USER_AGENT);
        assertThat(event.getLocale()).isEqualTo("en-GB");
        assertThat(event.getOccurredAt()).isBetween(before, Instant.now());
        assertThat(UUID.fromString(event.getEventKey()).version()).isEqualTo(7);
        assertThat(event.getSessionId()).isNotBlank().isNotEqualTo(browser.cookie("elch-session"));
    }

    @ParameterizedTest
    @EnumSource
    void knows_the_one_address_that_may_be_written_to(Persona persona) {
        browser.signInAs(persona);

        assertThat(published.next().value().getEmail())
                .isEqualTo(persona.deliverableAddress().orElse(null));
        String page = browser.get("/me").body();
        if (persona.deliverableAddress().isPresent()) {
            assertThat(page)
                    .contains("Handed over for sending")
                    .doesNotContain(persona.deliverableAddress().get());
        } else {
            assertThat(page).contains("No verified address").contains("so we cannot mail you");
        }
    }

    @Test
    void recognises_a_browser_that_the_user_has_signed_in_with_before() {
        browser.signInAs(Persona.VERIFIED);
        assertThat(published.next().value().getNewDevice()).isTrue();

        browser.signInAs(Persona.VERIFIED);
        assertThat(published.next().value().getNewDevice()).isFalse();

        new TestBrowser(service.uri()).signInAs(Persona.VERIFIED);
        assertThat(published.next().value().getNewDevice()).isTrue();

        browser.signInAs(Persona.OPERATOR);
        assertThat(published.next().value().getNewDevice()).isTrue();
    }

    @Test
    void speaks_mongolian_to_who_asks_for_it() {
        browser.signInAs(Persona.VERIFIED);

        assertThat(browser.get("/me", "Accept-Language", "mn").body())
                .contains("<html lang=\"mn\">")
                .contains("Сайн байна уу, Sarnai Bold")
                .contains("Firefox · Linux");
    }

    @Test
    void changes_the_session_id_at_the_sign_in() {
        URI gitHubPage = browser.beginSignIn();
        String before = browser.cookie("elch-session");

        browser.get(browser.choose(Persona.VERIFIED, gitHubPage).toString());

        assertThat(browser.cookie("elch-session")).isNotEqualTo(before);
    }

    @Test
    void keeps_cookies_away_from_scripts_and_other_sites() {
        HttpResponse<String> back = browser.signInAs(Persona.VERIFIED);

        assertThat(back.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .containsIgnoringCase("HttpOnly")
                        .contains("SameSite=Lax")
                        .doesNotContain("Secure"));
    }

    @Test
    void signs_out() {
        browser.signInAs(Persona.VERIFIED);
        assertThat(browser.isSignedIn()).isTrue();

        assertThat(locationOf(browser.press("/logout"))).hasPath("/");

        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void does_not_sign_out_because_another_site_says_so() {
        browser.signInAs(Persona.VERIFIED);

        assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(403);

        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void signs_out_everywhere() {
        TestBrowser other = new TestBrowser(service.uri());
        browser.signInAs(Persona.VERIFIED);
        other.signInAs(Persona.VERIFIED);

        assertThat(locationOf(browser.press("/sign-out-everywhere"))).hasPath("/");

        assertThat(browser.isSignedIn()).isFalse();
        assertThat(other.isSignedIn()).isFalse();
    }

    @Test
    void refuses_an_answer_that_does_not_belong_to_its_question() {
        URI back = browser.choose(Persona.VERIFIED, browser.beginSignIn());

        HttpResponse<String> answer = browser.get(back.toString().replaceFirst("state=[^&]+", "state=forged"));

        assertThat(locationOf(answer)).hasToString(service.uri() + "/sign-in-failed?why=stale");
        assertThat(browser.isSignedIn()).isFalse();
        assertThat(published.within(Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void leads_to_the_persons_page_if_the_answer_is_opened_again() {
        URI back = browser.choose(Persona.VERIFIED, browser.beginSignIn());
        browser.get(back.toString());

        HttpResponse<String> again = browser.get(back.toString());

        assertThat(locationOf(again)).hasPath("/me");
        assertThat(browser.isSignedIn()).isTrue();
        published.next();
        assertThat(published.within(Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void signs_in_by_either_of_two_tabs() {
        URI first = browser.choose(Persona.VERIFIED, browser.beginSignIn());
        URI second = browser.choose(Persona.VERIFIED, browser.beginSignIn());

        assertThat(locationOf(browser.get(first.toString()))).hasPath("/me");
        assertThat(browser.isSignedIn()).isTrue();
        assertThat(locationOf(browser.get(second.toString()))).hasPath("/me");
        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void remembers_the_last_five_sign_ins_that_a_browser_began() {
        List<URI> tabs = new ArrayList<>();
        for (int tab = 0; tab < 6; tab++) {
            tabs.add(browser.choose(Persona.VERIFIED, browser.beginSignIn()));
        }

        assertThat(locationOf(browser.get(tabs.get(0).toString())))
                .hasToString(service.uri() + "/sign-in-failed?why=stale");
        assertThat(locationOf(browser.get(tabs.get(1).toString()))).hasPath("/me");
    }

    @Test
    void refuses_an_answer_without_a_code() {
        URI back = browser.choose(Persona.VERIFIED, browser.beginSignIn());

        HttpResponse<String> answer = browser.get(back.toString().replaceFirst("code=[^&]+", "code="));

        assertThat(locationOf(answer)).hasToString(service.uri() + "/sign-in-failed?why=stale");
    }

    @Test
    void signs_out_of_a_session_that_has_ended() {
        TestBrowser other = new TestBrowser(service.uri());
        other.signInAs(Persona.CYRILLIC_NAME);
        browser.signInAs(Persona.CYRILLIC_NAME);
        String form = browser.forgeryToken();
        other.press("/sign-out-everywhere");

        HttpResponse<String> here = browser.post("/logout", Map.of("_csrf", form));
        HttpResponse<String> everywhere = browser.post("/sign-out-everywhere", Map.of("_csrf", form));

        assertThat(locationOf(here)).hasToString(service.uri() + "/?signed-out");
        assertThat(browser.get(locationOf(everywhere).toString()).body())
                .contains("Your session here had ended already");
    }

    @Test
    void refuses_an_answer_that_another_browser_asked_for() {
        URI back = new TestBrowser(service.uri()).choose(Persona.VERIFIED, browser.beginSignIn());

        HttpResponse<String> answer = new TestBrowser(service.uri()).get(back.toString());

        assertThat(locationOf(answer)).hasToString(service.uri() + "/sign-in-failed?why=stale");
    }

    @Test
    void refuses_a_code_that_github_does_not_know() {
        URI back = browser.choose(Persona.VERIFIED, browser.beginSignIn());

        HttpResponse<String> answer = browser.get(back.toString().replaceFirst("code=[^&]+", "code=unknown"));

        assertThat(locationOf(answer)).hasToString(service.uri() + "/sign-in-failed?why=stale");
    }

    @Test
    void tells_who_said_no_at_github_that_nothing_happened() {
        HttpResponse<String> answer =
                browser.get(browser.deny(browser.beginSignIn()).toString());

        assertThat(locationOf(answer)).hasToString(service.uri() + "/sign-in-failed?why=denied");
        HttpResponse<String> page = browser.get(locationOf(answer).toString());
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Nothing has changed");
    }

    @Test
    void sends_who_is_not_signed_in_to_the_home_page() {
        assertThat(locationOf(browser.get("/me"))).hasPath("/");
        assertThat(browser.get("/me", "Accept", "application/json").statusCode())
                .isEqualTo(401);
    }

    @Test
    void protects_its_pages_by_headers() {
        HttpResponse<String> home = browser.get("/");

        assertThat(home.headers().map())
                .containsEntry("x-frame-options", List.of("DENY"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("cross-origin-opener-policy", List.of("same-origin"));
        assertThat(home.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(home.headers().firstValue("set-cookie")).isEmpty();
        assertThat(browser.get("/elch.css").statusCode()).isEqualTo(200);
    }

    @Test
    void answers_people_with_pages_and_machines_with_problems() {
        HttpResponse<String> page = browser.get("/nothing-here");
        HttpResponse<String> problem = browser.get("/nothing-here", "Accept", "application/json");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is no such page.");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(problem.body()).contains("\"status\":404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void tells_everybody_whether_it_lives(String path) {
        assertThat(browser.get(path, "Accept", "application/json").body()).contains("UP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/actuator", "/actuator/health", "/actuator/env", "/actuator/metrics", "/actuator/heapdump"})
    void tells_nothing_more_about_its_inside(String path) {
        assertThat(browser.get(path, "Accept", "application/json").statusCode()).isEqualTo(401);

        browser.signInAs(Persona.OPERATOR);
        assertThat(browser.get(path, "Accept", "application/json").statusCode()).isEqualTo(401);
        assertThat(browser.get(
                                path,
                                "Authorization",
                                "Bearer " + AuthServiceForTests.VIEWER_TOKEN,
                                "Accept",
                                "application/json")
                        .statusCode())
                .isEqualTo(path.equals("/actuator/health") ? 200 : 403);
    }

    @Test
    void only_looks_when_a_dispute_link_is_opened() {
        browser.signInAs(Persona.VERIFIED);
        String link = disputePath();

        HttpResponse<String> page = new TestBrowser(service.uri()).get(link);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Was this sign-in not you?").doesNotContain("sarnai@example.org");
        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void ends_the_disputed_session_and_no_other() {
        TestBrowser attacker = new TestBrowser(service.uri());
        browser.signInAs(Persona.VERIFIED);
        published.next();
        attacker.signInAs(Persona.VERIFIED);
        String link = disputePath();

        HttpResponse<String> done = new TestBrowser(service.uri()).post(link, Map.of("act", "session"));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(attacker.isSignedIn()).isFalse();
        assertThat(browser.isSignedIn()).isTrue();
        assertThat(browser.get(link).body()).contains("The sign-in is taken back");
        assertThat(browser.get("/me").body()).contains("Disputed");
    }

    @Test
    void ends_all_sessions_of_the_user_when_asked_to() {
        TestBrowser attacker = new TestBrowser(service.uri());
        browser.signInAs(Persona.VERIFIED);
        published.next();
        attacker.signInAs(Persona.VERIFIED);

        new TestBrowser(service.uri()).post(disputePath(), Map.of("act", "everywhere"));

        assertThat(attacker.isSignedIn()).isFalse();
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void lets_a_dispute_be_taken_back() {
        browser.signInAs(Persona.VERIFIED);
        String link = disputePath();
        browser.post(link, Map.of("act", "session"));

        assertThat(browser.post(link, Map.of("act", "undo")).statusCode()).isEqualTo(303);

        assertThat(browser.get(link).body()).contains("Was this sign-in not you?");
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void explains_why_a_dispute_link_does_not_work() {
        String good = service.disputePath(
                "no-such-event", "github:1", "a@example.org", Instant.now().plusSeconds(60));
        String expired = service.disputePath(
                "no-such-event", "github:1", "a@example.org", Instant.now().minusSeconds(1));

        assertThat(browser.get(good).statusCode()).isEqualTo(404);
        assertThat(browser.get(good).body()).contains("no record of this sign-in");
        assertThat(browser.get(expired).statusCode()).isEqualTo(403);
        assertThat(browser.get(expired).body()).contains("expired or is not complete");
        assertThat(browser.get(good + "x").statusCode()).isEqualTo(403);
        assertThat(browser.post(expired, Map.of("act", "everywhere")).statusCode())
                .isEqualTo(403);
        assertThat(browser.post(good, Map.of("act", "dance")).statusCode()).isEqualTo(400);
    }

    /** A job or an edited dead letter can name any event key in a mail to any address. */
    @Test
    void a_link_that_went_to_another_address_opens_nothing() {
        browser.signInAs(Persona.VERIFIED);
        UserSignedIn event = published.next().value();
        Instant expiry = Instant.now().plusSeconds(60);
        String elsewhere = service.disputePath(event.getEventKey(), event.getUserId(), "attacker@example.org", expiry);
        String ofAnother = service.disputePath(event.getEventKey(), "github:4711", event.getEmail(), expiry);

        for (String link : List.of(elsewhere, ofAnother)) {
            assertThat(browser.get(link).statusCode()).isEqualTo(404);
            assertThat(browser.get(link).body()).contains("no record of this sign-in");
            assertThat(browser.post(link, Map.of("act", "everywhere")).statusCode())
                    .isEqualTo(404);
        }
        assertThat(browser.isSignedIn()).isTrue();
    }

    private String disputePath() {
        UserSignedIn event = published.next().value();
        return service.disputePath(
                event.getEventKey(),
                event.getUserId(),
                event.getEmail(),
                Instant.now().plusSeconds(60));
    }
}
