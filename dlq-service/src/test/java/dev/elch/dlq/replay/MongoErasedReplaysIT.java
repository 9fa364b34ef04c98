package dev.elch.dlq.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.Topics;
import dev.elch.dlq.deadletter.MongoTest;
import dev.elch.dlq.person.Person;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.testkit.stack.database.MongoStoredText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MongoErasedReplaysIT {

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final MongoDatabase database = MongoTest.database();
    private final MongoReplayJobs jobs = new MongoReplayJobs(database);
    private final MongoReplayRequests requests = new MongoReplayRequests(database);
    private final MongoErasedReplays erased = new MongoErasedReplays(database);
    private final Person person = new Person("github:1", List.of("bat@example.mn", "Sarnai Bold"));
    private final DeadLetterFilter theirs =
            DeadLetterFilter.of(Map.of("user", "github:1", "text", "Sarnai Bold", "state", "open"));

    @Test
    void a_job_and_its_request_are_kept_without_the_person() {
        add("job-1", theirs, "bat@example.mn wrote");
        add("job-2", DeadLetterFilter.of(Map.of("user", "github:11")), "another person");
        requests.claim(Replays.requestOf(theirs, Topics.REPLAY), "job-1").block();
        ReplayJob other = jobs.find("job-2").block();

        assertThat(erased.erase(person, "ada", now).block()).isEqualTo(2);

        assertThat(new MongoStoredText(database).holding(List.of("github:1\0", "bat@example.mn", "bold sarnai")))
                .isEmpty();
        ReplayJob job = jobs.find("job-1").block();
        assertThat(job.filter().valuesByName())
                .containsEntry("user", "[erased]")
                .containsEntry("state", "open");
        assertThat(job.reason()).isEqualTo("[erased] wrote");
        assertThat(jobs.find("job-2").block()).isEqualTo(other);
        assertThat(erased.erase(person, "ada", now).block())
                .as("the second time")
                .isZero();
    }

    private void add(String id, DeadLetterFilter filter, String reason) {
        jobs.add(new ReplayJob(
                        id,
                        filter,
                        Topics.REPLAY,
                        50,
                        "ali",
                        reason,
                        JobState.RUNNING,
                        null,
                        now,
                        now,
                        0,
                        0,
                        0,
                        Map.of(),
                        ReplayJob.Outcomes.NONE,
                        null))
                .block();
    }
}
