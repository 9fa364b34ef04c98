package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.dlq.cli.ElchCommandForTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An address is in the payload, in what the mail server said, in a filter and in a reason: no viewer may read it anywhere. */
class MaskingIT {

    private static final RunningService service = RunningService.shared();
    private static final String ADDRESS = "bat@example.mn";
    private static final String EVENT = UUID.randomUUID().toString();

    private static String job = "";
    private static String group = "";

    @BeforeAll
    static void leaveAnAddressEverywhere() {
        service.deadLetter(
                EVENT, new DeliveryHeaders.Cause("bad_address", "550 5.1.1", "<" + ADDRESS + ">: no such user"));
        service.awaitDeadLetter(EVENT);
        Map<?, ?> ordered = post(
                "/replays",
                "{\"filter\":{\"event\":\"" + EVENT + "\",\"text\":\"" + ADDRESS + "\"},\"reason\":\"" + ADDRESS
                        + " asked for it\"}");
        job = String.valueOf(ordered.get("id"));
        group = String.valueOf(get("/" + EVENT + "~0").get("group"));
        post("/discard", "{\"filter\":{\"event\":\"" + EVENT + "\"},\"reason\":\"" + ADDRESS + " left\"}");
    }

    static Stream<String> looks() {
        return Stream.of(
                "?event=" + EVENT,
                "/" + EVENT + "~0",
                "/" + EVENT + "~0/mail",
                "/groups",
                "/groups/" + group,
                "/replays",
                "/replays/" + job,
                "/replays/" + job + "/dead-letters",
                "/audit",
                "/audit/verify",
                "/me");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_viewer_reads_no_address(String path) {
        for (String viewer : new String[] {Services.VIEWER, Services.PEOPLE.token("github:1", "viewer")}) {
            assertHidden(Answers.read(service.as(viewer), "/api/admin/dlq" + path));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text=ba*", "text=bat@example.mn", "text=github", "user=github:1", "user=nobody&state=open"})
    void a_viewer_gets_the_answer_of_no_match_for_what_would_tell_a_person(String personal) {
        WebTestClient viewer = service.as(Services.VIEWER);
        String noMatch = Answers.read(viewer, "/api/admin/dlq?event=" + EVENT + "&domain=nowhere.example");

        assertThat(Answers.read(viewer, "/api/admin/dlq?event=" + EVENT + "&" + personal))
                .isEqualTo(noMatch);
        assertThat(Answers.read(viewer, "/api/admin/dlq?event=" + EVENT + "&domain=example.mn"))
                .isNotEqualTo(noMatch);
    }

    /** Equality is an oracle too: who may try whole addresses needs no beginnings. */
    @Test
    void a_viewer_cannot_compare_a_cause_with_an_address() {
        String event = UUID.randomUUID().toString();
        service.deadLetter(event, new DeliveryHeaders.Cause("bad_address", ADDRESS, "no such user"));
        service.awaitDeadLetter(event);
        WebTestClient viewer = service.as(Services.VIEWER);
        String noMatch = Answers.read(viewer, "/api/admin/dlq?domain=nowhere.example");

        assertThat(Answers.read(viewer, "/api/admin/dlq?event=" + event)).isNotEqualTo(noMatch);
        for (String encoded : new String[] {ADDRESS, "bat%2540example.mn"}) {
            assertThat(Answers.read(viewer, "/api/admin/dlq?event=" + event + "&code=" + encoded))
                    .isEqualTo(noMatch);
            assertThat(Answers.read(viewer, "/api/admin/dlq/facets?event=" + event + "&code=" + encoded))
                    .isEqualTo(Answers.read(viewer, "/api/admin/dlq/facets?text=nothing"));
        }
    }

    /** With the domain, which viewers may know, the word that an operator looked for makes the address. */
    @Test
    void a_viewer_does_not_read_whom_an_operator_looked_for() {
        String event = UUID.randomUUID().toString();
        service.deadLetter(event, new DeliveryHeaders.Cause("bad_address", "550 5.1.1", "no such user"));
        service.awaitDeadLetter(event);
        String filter = "{\"filter\":{\"event\":\"" + event
                + "\",\"domain\":\"example.mn\",\"text\":\"bat*\"},\"reason\":\"they asked\"}";
        Object ordered = post("/replays", filter).get("id");
        WebTestClient viewer = service.as(Services.VIEWER);
        WebTestClient operator = service.as(Services.OPERATOR);

        assertThat(Answers.read(operator, "/api/admin/dlq/replays/" + ordered)).contains("\"text\":\"bat*\"");
        assertThat(Answers.read(viewer, "/api/admin/dlq/replays/" + ordered))
                .contains("\"domain\":\"example.mn\"", "\"text\":\"***\"");
        assertThat(Answers.read(viewer, "/api/admin/dlq/replays")).doesNotContain("bat*");
        assertThat(Answers.read(operator, "/api/admin/dlq/audit")).contains("text=bat*");
        assertThat(Answers.read(viewer, "/api/admin/dlq/audit"))
                .contains("text=***")
                .doesNotContain("bat*");
    }

    /** A hash over a masked text tells the text to anyone who tries addresses. */
    @Test
    void a_viewer_gets_no_hash_of_what_is_masked() {
        WebTestClient viewer = service.as(Services.VIEWER);
        WebTestClient operator = service.as(Services.OPERATOR);

        assertThat(Answers.read(operator, "/api/admin/dlq/audit")).contains("\"hash\":");
        assertThat(Answers.read(viewer, "/api/admin/dlq/audit")).doesNotContain("\"hash\":", "\"sha256\":");
        assertThat(Answers.read(operator, "/api/admin/dlq/audit/verify")).contains("\"head\":");
        assertThat(Answers.read(viewer, "/api/admin/dlq/audit/verify"))
                .contains("\"intact\":true")
                .doesNotContain("\"head\":");
    }

    /** It took 554 s on a thread of the driver for 12 of them. */
    @Test
    void a_viewer_reads_long_stack_traces_at_once() {
        String event = UUID.randomUUID().toString();
        service.deadLetterWithTrace(event, "x".repeat(31_900) + "@ bat@example.mn");
        service.awaitDeadLetter(event);
        WebTestClient viewer = service.as(Services.VIEWER);
        String shown = Answers.read(viewer, "/api/admin/dlq/" + event + "~0");

        List<Duration> took = new ArrayList<>();
        for (int look = 0; look < 20; look++) {
            Instant before = Instant.now();
            Answers.read(viewer, "/api/admin/dlq/" + event + "~0");
            took.add(Duration.between(before, Instant.now()));
        }
        assertThat(median(took)).as("median of %s", took).isLessThan(Duration.ofMillis(100));
        assertThat(shown).contains("***@ b***@example.mn").doesNotContain("bat@");
        assertThat(Answers.read(viewer, "/api/admin/dlq?event=" + event)).doesNotContain("stackTrace");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_viewer_at_the_command_line_reads_none_either(String command) {
        assertHidden(ElchCommandForTests.outputOf(service.url(), Services.VIEWER, command.split(" ", -1)));
    }

    static Stream<String> commands() {
        return Stream.of(
                "dlq ls -f event=" + EVENT,
                "dlq show " + EVENT + "~0",
                "dlq show --json " + EVENT + "~0",
                "dlq mail " + EVENT + "~0",
                "dlq mail --html " + EVENT + "~0",
                "dlq groups",
                "dlq jobs",
                "dlq audit log");
    }

    @ParameterizedTest
    @MethodSource("looksThatShowIt")
    void an_operator_reads_it_so_that_this_test_can_fail(String path) {
        assertThat(service.as(Services.OPERATOR)
                        .get()
                        .uri("/api/admin/dlq" + path)
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .contains(ADDRESS);
    }

    static Stream<String> looksThatShowIt() {
        return Stream.of("?event=" + EVENT, "/" + EVENT + "~0", "/" + EVENT + "~0/mail", "/replays/" + job, "/audit");
    }

    private static Duration median(List<Duration> spans) {
        return spans.stream().sorted().toList().get(spans.size() / 2);
    }

    /** Neither as text nor inside the bytes of a record, wherever in them it may begin. */
    private static void assertHidden(String answer) {
        assertThat(answer).doesNotContain(ADDRESS);
        for (String lead : new String[] {"", "-", "--"}) {
            String encoded = Base64.getEncoder().encodeToString((lead + ADDRESS).getBytes(StandardCharsets.UTF_8));
            assertThat(answer).doesNotContain(encoded.substring(4, encoded.length() - 4));
        }
    }

    private static Map<?, ?> post(String path, String json) {
        return service.as(Services.OPERATOR)
                .post()
                .uri("/api/admin/dlq" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectStatus()
                .is2xxSuccessful()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }

    private static Map<?, ?> get(String path) {
        return service.as(Services.OPERATOR)
                .get()
                .uri("/api/admin/dlq" + path)
                .exchange()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }
}
