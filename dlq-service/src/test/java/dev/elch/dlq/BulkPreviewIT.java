package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.elch.contract.DeliveryHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** No act on many dead letters differs from its preview. */
class BulkPreviewIT {

    private static final String ROOT = "/api/admin/dlq";

    private final RunningService service = RunningService.shared();
    private final WebTestClient operator = service.as(Services.OPERATOR);
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void a_preview_says_how_many_of_which_causes_and_changes_nothing() {
        String one = deadLetter("a", "550 5.1.1");
        deadLetter("a", "550 5.1.1");
        deadLetter("b", "");

        Map<String, Object> preview = read(post("/discard/preview", selection(Map.of("user", "github:" + run))), 200);

        assertThat(preview).containsEntry("selected", 3).containsEntry("causesInAll", 2);
        assertThat(preview.get("filter")).isEqualTo(Map.of("user", "github:" + run, "state", "open"));
        assertThat(JsonPath.<List<Integer>>read(preview, "$.causes[*].deadLetters"))
                .containsExactly(2, 1);
        assertThat(JsonPath.<List<String>>read(preview, "$.causes[*].code")).containsExactly("550 5.1.1", "");
        assertThat(state(one)).isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/discard", "/replays"})
    void a_dead_letter_that_came_after_the_preview_is_not_touched(String act) {
        String seen = deadLetter("a", "");
        Map<String, Object> order = bound(act, Map.of("user", "github:" + run));
        String late = deadLetter("b", "");

        read(post(act, order), act.equals("/discard") ? 200 : 201);

        RunningService.await(() -> !state(seen).equals("open"));
        assertThat(state(late)).isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/discard", "/replays"})
    void a_set_that_changed_since_the_preview_is_a_conflict_with_the_new_one(String act) {
        String gone = deadLetter("a", "");
        String left = deadLetter("b", "");
        Map<String, Object> order = bound(act, Map.of("user", "github:" + run));
        read(post("/" + gone + "/discard", Map.of("reason", "in between")), 200);

        Map<String, Object> refusal = read(post(act, order), 409);

        assertThat(state(left)).isEqualTo("open");
        assertThat(JsonPath.<Integer>read(refusal, "$.preview.selected")).isEqualTo(1);
        order.put("preview", JsonPath.read(refusal, "$.preview.preview"));
        read(post(act, order), act.equals("/discard") ? 200 : 201);
    }

    @Test
    void a_preview_is_good_for_its_own_act_filter_and_topic_alone() {
        deadLetter("a", "");
        Map<String, String> filter = Map.of("user", "github:" + run);
        Object ofDiscard = bound("/discard", filter).get("preview");
        Object ofReplay = bound("/replays", filter).get("preview");
        Map<String, Object> order = selection(filter);
        order.put("reason", "mixed up");

        order.put("preview", ofDiscard);
        read(post("/replays", order), 409);
        order.put("preview", ofReplay);
        read(post("/discard", order), 409);
        order.put("topic", OtherTopic.NAME);
        read(post("/replays", order), 409);
        order.remove("topic");
        order.put("filter", Map.of("user", "github:" + run, "domain", "example.mn"));
        read(post("/replays", order), 409);
        order.put("preview", "made up");
        read(post("/replays", order), 400);
    }

    /** Over random filters: what is discarded or restored is what the preview counted, and nothing else changes. */
    @Test
    void no_act_differs_from_its_preview() {
        Random random = new Random(run.hashCode());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            ids.add(deadLetter("abc".substring(i % 3, i % 3 + 1), i % 2 == 0 ? "550 5.1.1" : "452"));
        }
        for (int i = 0; i < 40; i++) {
            String act = random.nextBoolean() ? "/discard" : "/restore";
            Map<String, String> filter = filter(random, ids);
            Map<String, String> before = states(ids);
            Map<String, Object> order = bound(act, filter);
            int foretold = Integer.parseInt(order.get("preview").toString().replaceFirst("^\\d+\\.(\\d+)\\..*$", "$1"));

            Map<String, Object> answer = read(post(act, order), 200);

            Map<String, String> after = states(ids);
            TreeSet<String> changed = new TreeSet<>(ids);
            changed.removeIf(id -> before.get(id).equals(after.get(id)));
            assertThat(answer).as("%s %s", act, filter).containsEntry("deadLetters", foretold);
            assertThat(changed).as("%s %s", act, filter).hasSize(foretold);
        }
    }

    private Map<String, String> filter(Random random, List<String> ids) {
        Map<String, String> filter = new TreeMap<>(Map.of("user", "github:" + run));
        if (random.nextBoolean()) {
            filter.put("kind", "abc".charAt(random.nextInt(3)) + "-" + run);
        }
        if (random.nextBoolean()) {
            filter.put("code", random.nextBoolean() ? "452" : "550 5.1.1");
        }
        if (random.nextInt(4) == 0) {
            filter.put(
                    "state",
                    List.of("open", "discarded", "open,discarded", "delivered").get(random.nextInt(4)));
        }
        if (random.nextInt(4) == 0) {
            filter.put("id", String.join(",", ids.subList(random.nextInt(12), 12 + random.nextInt(12))));
        }
        if (random.nextInt(4) == 0) {
            filter.put("text", "no*");
        }
        return filter;
    }

    private Map<String, String> states(List<String> ids) {
        Map<String, String> states = new HashMap<>();
        Map<String, Object> page = JsonPath.read(Answers.read(operator, ROOT + "?limit=200&user=github:" + run), "$");
        JsonPath.<List<Map<String, Object>>>read(page, "$.deadLetters[*]")
                .forEach(found -> states.put(
                        found.get("id").toString(), found.get("state").toString()));
        assertThat(states).containsOnlyKeys(ids);
        return states;
    }

    private String deadLetter(String kind, String code) {
        String key = UUID.randomUUID().toString();
        service.deadLetterOf("github:" + run, key, new DeliveryHeaders.Cause(kind + "-" + run, code, "no such user"));
        service.awaitDeadLetter(key);
        return key + "~0";
    }

    private String state(String id) {
        return JsonPath.read(Answers.read(operator, ROOT + "/" + id), "$.state");
    }

    private Map<String, Object> bound(String act, Map<String, String> filter) {
        Map<String, Object> order = selection(filter);
        order.put("preview", read(post(act + "/preview", order), 200).get("preview"));
        order.put("reason", "because of the preview");
        return order;
    }

    private static Map<String, Object> selection(Map<String, String> filter) {
        return new HashMap<>(Map.of("filter", filter));
    }

    private EntityExchangeResult<String> post(String path, Object body) {
        return operator.post()
                .uri(ROOT + path)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static Map<String, Object> read(EntityExchangeResult<String> answer, int status) {
        assertThat(answer.getStatus().value())
                .as("of %s: %s", answer.getUrl(), answer.getResponseBody())
                .isEqualTo(status);
        return JsonPath.read(answer.getResponseBody(), "$");
    }
}
