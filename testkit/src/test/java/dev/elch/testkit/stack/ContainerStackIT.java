package dev.elch.testkit.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elch.contract.deployment.Deployment;
import org.junit.jupiter.api.Test;

class ContainerStackIT {

    @Test
    void comes_with_topics_and_schemas() {
        assumeTrue(ContainerStack.isPossible(), "skipped: no Docker engine answers on this machine");

        try (ContainerStack stack = ContainerStack.start()) {
            assertThat(new Deployment(stack.bootstrapServers(), stack.registryUrl(), 4, (short) 1).apply())
                    .as("topics created by a second deployment")
                    .isEmpty();
            assertThat(stack.mongoUri("test")).startsWith("mongodb://").contains("/test");
        }
    }
}
