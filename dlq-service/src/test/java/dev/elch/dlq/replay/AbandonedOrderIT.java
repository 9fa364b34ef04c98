package dev.elch.dlq.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.EventKeys;
import dev.elch.contract.Topics;
import dev.elch.dlq.RunningService;
import dev.elch.dlq.Services;
import dev.elch.dlq.search.DeadLetterFilter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A process may die after it has claimed a selection and before the job is there. */
class AbandonedOrderIT {

    private final RunningService service = RunningService.shared();
    private final String kind = "abandoned-" + UUID.randomUUID();

    @Test
    void the_next_order_for_the_selection_starts_the_job_at_once() {
        service.openDeadLetter(kind);
        String claimed = EventKeys.create(Instant.now(), new SecureRandom());
        DeadLetterFilter filter = DeadLetterFilter.of(Map.of("kind", kind, "state", "open"));
        new MongoReplayRequests(service.context().getBean(MongoDatabase.class))
                .claim(Replays.requestOf(filter, Topics.REPLAY), claimed)
                .block(Duration.ofSeconds(30));

        String job = service.as(Services.OPERATOR)
                .post()
                .uri("/api/admin/dlq/replays")
                .bodyValue(Map.of("filter", Map.of("kind", kind), "reason", "again"))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(JsonPath.<String>read(job, "$.id")).isEqualTo(claimed);
        assertThat(JsonPath.<String>read(job, "$.orderedBy")).isEqualTo("oyun");
    }
}
