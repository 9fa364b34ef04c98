package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start that cannot succeed says why, in a bounded time. */
@ExtendWith(OutputCaptureExtension.class)
class StartIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(1);

    private static final String UNREACHABLE = "127.0.0.1:1";

    @Test
    void a_missing_broker_is_named_together_with_the_setting(CapturedOutput output) {
        refuses("spring.kafka.bootstrap-servers=" + UNREACHABLE);

        assertThat(output).contains("Kafka does not answer at", UNREACHABLE, "SPRING_KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void a_missing_database_is_named_together_with_the_setting(CapturedOutput output) {
        refuses("spring.mongodb.uri=mongodb://" + UNREACHABLE + "/elch");

        assertThat(output).contains("MongoDB does not answer at " + UNREACHABLE, "SPRING_MONGODB_URI");
    }

    @Test
    void a_missing_registry_is_named_together_with_the_setting(CapturedOutput output) {
        refuses("elch.registry.url=http://" + UNREACHABLE + "/apis/registry/v3");

        assertThat(output)
                .contains("The schema registry does not answer at http://" + UNREACHABLE, "ELCH_REGISTRY_URL");
    }

    @Test
    void an_unknown_profile_is_refused(CapturedOutput output) {
        refuses("spring.profiles.active=prodution");

        assertThat(output).contains("There is no profile prodution", "SPRING_PROFILES_ACTIVE");
    }

    @Test
    void a_contradictory_retry_chain_is_refused(CapturedOutput output) {
        refuses("elch.retry.delays=5s,1s");

        assertThat(output).contains("PT1S does not come after PT5S");
    }

    private static void refuses(String setting) {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> new RunningService(AROUND, new ScriptedProvider(), "elch.start.patience=1s", setting))
                .isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
    }
}
