package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import dev.elch.testkit.fault.FaultProxy;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The database goes away while dead letters arrive. */
class OutageIT {

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path logs;

    @Test
    void dead_letters_that_arrive_while_the_database_is_away_are_stored_when_it_is_back() {
        String uri = Stack.shared().mongoUri("outage-" + run);
        int databasePort =
                Integer.parseInt(new ConnectionString(uri).getHosts().get(0).replaceAll(".*:", ""));
        try (FaultProxy proxy = FaultProxy.to(databasePort)) {
            DlqProcess program = new DlqProcess(
                    "outage-" + run,
                    logs,
                    "--spring.mongodb.uri=" + uri.replace(":" + databasePort, ":" + proxy.port()));
            try (ServiceProcess service = program.start()) {
                WebTestClient client = program.as(Services.VIEWER);
                List<String> before = deadLetters("before");
                RunningService.await(() -> areThere(client, before));

                proxy.refuse();
                List<String> during = deadLetters("during");
                client.get()
                        .uri("/api/admin/dlq")
                        .exchange()
                        .expectStatus()
                        .isEqualTo(503)
                        .expectHeader()
                        .contentType("application/problem+json");
                program.as("elch_unknown." + "A".repeat(43))
                        .get()
                        .uri("/api/admin/dlq/me")
                        .exchange()
                        .expectStatus()
                        .isEqualTo(503);
                proxy.heal();

                RunningService.await(() -> areThere(client, during));
                assertThat(areThere(client, before)).isTrue();
                assertThat(service.isAlive()).isTrue();
            }
        }
    }

    private List<String> deadLetters(String name) {
        List<String> keys = IntStream.range(0, 20)
                .mapToObj(i -> "outage-" + run + "-" + name + "-" + i)
                .toList();
        keys.forEach(key -> RunningService.shared().deadLetter(key, RunningService.BAD_ADDRESS));
        return keys;
    }

    private static boolean areThere(WebTestClient client, List<String> keys) {
        String page = client.get()
                .uri("/api/admin/dlq?limit=200")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return page != null && keys.stream().allMatch(page::contains);
    }
}
