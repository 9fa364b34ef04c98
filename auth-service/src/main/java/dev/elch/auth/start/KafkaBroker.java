package dev.elch.auth.start;

import dev.elch.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The broker, and on it the topic of the sign-ins. */
final class KafkaBroker implements Surrounding {

    private final Map<String, Object> adminSettings;
    private final List<String> servers;

    KafkaBroker(Map<String, Object> adminSettings, List<String> servers) {
        this.adminSettings = adminSettings;
        this.servers = servers;
    }

    @Override
    public Optional<CannotStartException> missing(Duration patience) {
        Admin admin = Admin.create(adminSettings);
        try {
            admin.describeTopics(List.of(Topics.USER_SIGNED_IN))
                    .allTopicNames()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(
                    e.getCause() instanceof UnknownTopicOrPartitionException
                            ? noTopic()
                            : noBroker(Objects.requireNonNull(e.getCause())));
        } catch (TimeoutException e) {
            return Optional.of(noBroker(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(noBroker(e));
        } finally {
            // A plain close would wait for the answer that did not come.
            admin.close(Duration.ZERO);
        }
    }

    private CannotStartException noTopic() {
        return new CannotStartException(
                "The broker at " + servers + " has no topic \"" + Topics.USER_SIGNED_IN + "\".",
                "Create it: no service of ours creates topics. docs/auth-service.md has the command.");
    }

    private CannotStartException noBroker(Throwable why) {
        return new CannotStartException(
                "No Kafka broker answers at " + servers + " (" + why.getClass().getSimpleName() + ").",
                "Start the broker, or set SPRING_KAFKA_BOOTSTRAP_SERVERS (spring.kafka.bootstrap-servers) to where it is.");
    }
}
