package dev.elch.notification.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.RunningService;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.TestDependencies;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.jobs.ApiClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The suppression list over REST, on the running service. */
class SuppressionsIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(1);

    private static final String LIST = "/api/suppressions";
    private static final String LIFT = "/api/suppressions/lift";

    private static RunningService service;
    private static ApiClient client;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @BeforeAll
    static void start() {
        service = new RunningService(
                AROUND, new ScriptedProvider(), ApiClient.tokens("a-viewer", "an-operator", "desk-operator"));
        client = new ApiClient(service.url());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void lists_every_suppression_once_newest_first_page_by_page() {
        for (int number = 0; number < 5; number++) {
            suppress("page" + number + "@example.com", "spam_report", now.plusSeconds(number / 2));
        }

        List<JsonNode> listed = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = ApiClient.json(client.get("a-viewer", LIST + "?kind=spam_report&limit=2" + cursor));
            page.get("suppressions").forEach(listed::add);
            cursor =
                    page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : "";
            pages++;
        } while (!cursor.isEmpty());

        assertThat(pages).isEqualTo(3);
        assertThat(listed).hasSize(5);
        assertThat(listed).extracting(entry -> entry.get("id").asString()).doesNotHaveDuplicates();
        assertThat(listed)
                .extracting(entry -> Instant.parse(entry.get("since").asString()))
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(listed).allSatisfy(entry -> {
            assertThat(entry.get("kind").asString()).isEqualTo("spam_report");
            assertThat(entry.has("until")).isFalse();
            assertThat(entry.toString()).doesNotContain("example.com");
        });
    }

    @Test
    void shows_when_a_suppression_ends_by_itself_and_leaves_out_what_is_over() {
        addresses().add("full@example.com", Suppression.FOR_A_DAY, Reason.of("mailbox_full", ""), now);
        addresses()
                .add(
                        "was-full@example.com",
                        Suppression.FOR_A_DAY,
                        Reason.of("mailbox_full", ""),
                        now.minus(25, ChronoUnit.HOURS));

        JsonNode listed = ApiClient.json(client.get("a-viewer", LIST + "?kind=mailbox_full"))
                .get("suppressions");

        assertThat(listed).hasSize(1);
        assertThat(Instant.parse(listed.get(0).get("until").asString())).isEqualTo(now.plus(24, ChronoUnit.HOURS));
    }

    @Test
    void lets_an_address_get_mail_again_and_keeps_who_did_it_and_why() {
        suppress("bold@example.com", "bad_address", now);

        HttpResponse<String> lifted = client.post(
                "desk-operator", LIFT, "{\"email\":\" Bold@EXAMPLE.com\",\"reason\":\"the mailbox is there again\"}");

        assertThat(lifted.statusCode()).isEqualTo(200);
        assertThat(ApiClient.json(lifted).get("kind").asString()).isEqualTo("bad_address");
        assertThat(addresses().covers("bold@example.com", now)).isFalse();
        List<JsonNode> lifts = new ArrayList<>();
        ApiClient.json(client.get("a-viewer", LIST + "/lifts")).get("lifts").forEach(lifts::add);
        assertThat(lifts)
                .filteredOn(lift ->
                        lift.get("suppression").equals(ApiClient.json(lifted).get("id")))
                .singleElement()
                .satisfies(lift -> {
                    assertThat(lift.get("by").asString()).isEqualTo("desk-operator");
                    assertThat(lift.get("reason").asString()).isEqualTo("the mailbox is there again");
                    assertThat(lift.get("kind").asString()).isEqualTo("bad_address");
                });
    }

    @Test
    void lifts_by_the_id_of_the_list_and_says_the_second_time_that_there_is_nothing() {
        suppress("by-id@example.com", "unsubscribed", now);
        String id = ApiClient.json(client.get("a-viewer", LIST + "?kind=unsubscribed"))
                .at("/suppressions/0/id")
                .asString();
        String body = "{\"id\":\"" + id + "\",\"reason\":\"asked for it\"}";

        assertThat(client.post("an-operator", LIFT, body).statusCode()).isEqualTo(200);
        HttpResponse<String> again = client.post("an-operator", LIFT, body);

        assertThat(addresses().covers("by-id@example.com", now)).isFalse();
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(ApiClient.json(again).get("type").asString()).isEqualTo("urn:elch:problem:no-such-suppression");
    }

    @Test
    void finds_the_domain_of_another_script_under_both_of_its_forms() {
        suppress("ida@xn--fa-hia.example", "bad_address", now);

        assertThat(addresses().covers("ida@faß.example", now)).isTrue();
        assertThat(client.post("an-operator", LIFT, "{\"email\":\"ida@faß.example\",\"reason\":\"test\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_viewer_lifts_nothing() {
        suppress("kept@example.com", "bad_address", now);

        assertThat(client.post("a-viewer", LIFT, "{\"email\":\"kept@example.com\",\"reason\":\"test\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(addresses().covers("kept@example.com", now)).isTrue();
    }

    @Test
    void names_everything_that_is_wrong_with_a_request() {
        assertThat(fields(client.get("a-viewer", LIST + "?kind=A%20b&limit=201&cursor=x")))
                .containsExactly("kind", "limit", "cursor");
        assertThat(fields(client.get("a-viewer", LIST + "?email=bold@example.com")))
                .containsExactly("email");
        assertThat(fields(client.post("an-operator", LIFT, "{}"))).containsExactlyInAnyOrder("reason", "email");
        assertThat(fields(
                        client.post("an-operator", LIFT, "{\"email\":\"a@localhost\",\"reason\":\" \",\"all\":true}")))
                .containsExactlyInAnyOrder("email", "reason", "all");
        assertThat(fields(client.post(
                        "an-operator",
                        LIFT,
                        "{\"email\":\"a@example.com\",\"id\":\"" + "a".repeat(64) + "\",\"reason\":\"x\"}")))
                .containsExactly("id");
        assertThat(fields(client.post("an-operator", LIFT, "{\"id\":\"none\",\"reason\":\"x\"}")))
                .containsExactly("id");
    }

    private static List<String> fields(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        List<String> fields = new ArrayList<>();
        ApiClient.json(answer)
                .get("errors")
                .forEach(error -> fields.add(error.get("field").asString()));
        return fields;
    }

    private static void suppress(String address, String kind, Instant since) {
        addresses().add(address, Suppression.UNTIL_LIFTED, Reason.of(kind, ""), since);
    }

    private static SuppressedAddresses addresses() {
        return service.bean(SuppressedAddresses.class);
    }
}
