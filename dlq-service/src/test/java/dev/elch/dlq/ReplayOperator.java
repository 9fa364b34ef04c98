package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.elch.contract.DeliveryHeaders;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An operator who replays dead letters of one kind, and looks at the balance whenever a job is looked at. */
final class ReplayOperator {

    static final String REPLAYS = "/api/admin/dlq/replays";

    private final RunningService service = RunningService.shared();
    private final WebTestClient operator = service.as(Services.OPERATOR);
    private final String kind;

    ReplayOperator(String kind) {
        this.kind = kind;
    }

    /** Their event keys, once all of them are there. */
    List<String> deadLetters(int count, IntFunction<String> eventKey) {
        List<String> keys = IntStream.range(0, count).mapToObj(eventKey).toList();
        keys.forEach(key -> service.deadLetter(key, new DeliveryHeaders.Cause(kind, "", "whatever")));
        keys.forEach(service::awaitDeadLetter);
        return keys;
    }

    DeliveryHeaders headers(String key, int round) {
        return new DeliveryHeaders(
                key, 1, round, null, null, new DeliveryHeaders.Cause(kind, "", "x"), "user-signed-in-0-1", 0);
    }

    String start(Map<String, Object> order) {
        return start(order, UUID.randomUUID().toString());
    }

    String start(Map<String, Object> order, String key) {
        String job = Answers.success(operator.post()
                .uri(REPLAYS)
                .header("Idempotency-Key", key)
                .bodyValue(order)
                .exchange());
        return JsonPath.read(job, "$.id");
    }

    void await(String job, String state) {
        RunningService.await(() -> state.equals(job(job).get("state")));
    }

    Map<String, Object> job(String id) {
        Map<String, Object> job = JsonPath.read(get(REPLAYS + "/" + id), "$");
        int sum = (int) job.get("delivered")
                + (int) job.get("failedAgain")
                + (int) job.get("handedOver")
                + (int) job.get("skipped")
                + (int) job.get("open");
        if (!"freezing".equals(job.get("state"))) {
            assertThat(sum).as("the balance of %s", job).isEqualTo(job.get("selected"));
        }
        return job;
    }

    WebTestClient.ResponseSpec post(String uri, Object body) {
        return operator.post().uri(uri).bodyValue(body).exchange();
    }

    String get(String uri) {
        return Answers.read(operator, uri);
    }
}
