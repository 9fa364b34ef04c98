package dev.elch.testkit.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.Topics;
import dev.elch.contract.deployment.Deployment;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment says what differs, changes nothing while it only says so, and corrects just that. */
class DeploymentIT {

    private static final String TOPIC = Topics.NOTIFICATION_SETTLED;
    private static final String LINE = "~ topic " + TOPIC + ": retention.ms 60000 -> 604800000";

    @TempDir
    private Path folder;

    @Test
    void what_was_changed_by_hand_is_shown_and_then_corrected() throws Exception {
        try (EmbeddedStack stack = EmbeddedStack.start(EmbeddedStack.options(folder), StackProgress.SILENT)) {
            Deployment deployment = new Deployment(stack.bootstrapServers(), stack.registryUrl(), 4, (short) 1);
            assertThat(awaitDifferences(deployment, List.of())).isEmpty();

            change(stack, "retention.ms", "60000");
            assertThat(awaitDifferences(deployment, List.of(LINE))).containsExactly(LINE);
            assertThat(deployment.differences()).as("once more").containsExactly(LINE);

            assertThat(deployment.apply()).as("topics created").isEmpty();
            assertThat(awaitDifferences(deployment, List.of())).isEmpty();
        }
    }

    /** A broker shows a change a moment after it has acknowledged it. Gives up after 30 s with what it saw last. */
    private static List<String> awaitDifferences(Deployment deployment, List<String> expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        List<String> seen = deployment.differences();
        while (!seen.equals(expected) && System.nanoTime() < end) {
            seen = deployment.differences();
        }
        return seen;
    }

    private static void change(Stack stack, String setting, String value) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, TOPIC),
                List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.incrementalAlterConfigs(changes).all().get(30, TimeUnit.SECONDS);
        }
    }
}
