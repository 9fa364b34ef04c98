package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.RunningService;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.TestDependencies;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that are handed in while the broker is away. */
@Tag("slow")
class JobRelayIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(2);

    private static final Duration SOON = Duration.ofSeconds(90);

    @Test
    void jobs_are_taken_in_while_the_broker_is_away_and_each_becomes_one_mail_when_it_is_back() {
        List<String> settings = new ArrayList<>(List.of(ApiClient.tokens("shop-operator")));
        settings.add("elch.jobs.publish-timeout=2s");
        ScriptedProvider provider = new ScriptedProvider();
        try (RunningService service = new RunningService(AROUND, provider, settings.toArray(String[]::new))) {
            ApiClient client = new ApiClient(service.url());
            List<String> keys =
                    IntStream.range(0, 20).mapToObj(job -> "away-" + job).toList();
            assertThat(submit(client, "before").statusCode()).isEqualTo(202);
            RunningService.await(
                    "the first mail", SOON, () -> provider.accepted().contains("before"));

            AROUND.stopBroker();
            assertThat(keys)
                    .allSatisfy(
                            key -> assertThat(submit(client, key).statusCode()).isEqualTo(202));
            AROUND.startBroker();

            RunningService.await("all mails", SOON, () -> provider.accepted().containsAll(keys));
            assertThat(keys)
                    .allSatisfy(key -> assertThat(provider.askedFor(key)).hasSize(1));
        }
    }

    private static HttpResponse<String> submit(ApiClient client, String key) {
        String body = "{\"userId\": \"github:" + key + "\", \"email\": \"bold@example.com\"}";
        return client.post("shop-operator", "/api/jobs/signin-notification", body, "Idempotency-Key", key);
    }
}
