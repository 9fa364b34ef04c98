package dev.elch.notification.crash;

import dev.elch.notification.NotificationApplication;
import dev.elch.notification.jobs.ApiClient;
import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The service as a process of its own that can be killed and started again; what is waited for after a crash is short. */
final class NotificationProcess {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String CALLER = "crash-operator";

    private final int port = Ports.free();
    private final KillableStack stack;
    private final List<String> settings;
    private int starts;

    /**
     * @param whenUnknown what happens to a mail that may be out: {@code resend} or {@code park}
     * @param more settings
     */
    NotificationProcess(KillableStack stack, PostOffice postOffice, String whenUnknown, String... more) {
        this.stack = stack;
        this.settings = Stream.of(
                        Stream.of(ApiClient.tokens(CALLER)),
                        Stream.of(more),
                        Stream.of(
                                "server.port=" + port,
                                "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                                "spring.kafka.consumer.properties.session.timeout.ms=5000",
                                "spring.kafka.consumer.properties.heartbeat.interval.ms=1000",
                                "spring.mongodb.uri=" + stack.mongoUri(),
                                "elch.registry.url=" + stack.registryUrl(),
                                "elch.api.rate.burst=1000",
                                "elch.delivery.when-unknown=" + whenUnknown,
                                "elch.dispute-link.keys.k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                                "elch.jobs.publish-timeout=2s",
                                "elch.ledger.answer-timeout=3s",
                                "elch.mail.app-url=https://signin.elch.example",
                                "elch.mail.from=no-reply@elch.example",
                                "elch.provider.flood.too-many=1000",
                                "elch.provider.flood.window=1000",
                                "elch.provider.primary=smtp",
                                "elch.smtp.host=127.0.0.1",
                                "elch.smtp.port=" + postOffice.port(),
                                "elch.smtp.tls=none",
                                "elch.start.patience=2m",
                                "elch.suppression.pepper=a pepper for the tests"))
                .flatMap(some -> some)
                .map(setting -> "--" + setting)
                .toList();
    }

    /** As in production. */
    ServiceProcess start() {
        return start(JavaProgram.main(NotificationApplication.class));
    }

    /** Holds the events that are marked for process number {@code failure}; which, files in {@code held} say. */
    ServiceProcess start(int failure, Path held) {
        return start(JavaProgram.main(HoldingService.class)
                .withProperty(HoldingService.FAILURE, failure)
                .withProperty(HoldingService.HELD, held));
    }

    /** Hands in a job with a key of ours; returns the status. */
    int submit(String eventKey, String userId, String email) {
        return new ApiClient(url())
                .post(
                        CALLER,
                        "/api/jobs/signin-notification",
                        "{\"userId\":\"%s\",\"email\":\"%s\"}".formatted(userId, email),
                        "Idempotency-Key",
                        eventKey)
                .statusCode();
    }

    private ServiceProcess start(JavaProgram program) {
        return ServiceProcess.start(
                        "notification-service",
                        program.small(384).withArguments(settings.toArray(String[]::new)),
                        stack.folder().resolve("notification-" + port + "-" + starts++ + ".log"))
                .awaitReady(url().resolve("/actuator/health/readiness"), LIMIT);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
