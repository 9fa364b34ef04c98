package dev.elch.playground;

import dev.elch.contract.deployment.Deployment;
import dev.elch.standin.github.GitHubStandIn;
import dev.elch.standin.mailbox.Mailbox;
import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.broker.KafkaBroker;
import dev.elch.testkit.stack.database.DatabaseServer;
import dev.elch.testkit.stack.registry.RegistryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** All parts, which of them need which, and how each is started. */
final class Parts {

    private static final Duration SERVICE_LIMIT = Duration.ofMinutes(2);
    private static final int PARTITIONS = 4;
    private static final short ONE_COPY = 1;

    private final Options options;
    private final DataFolder data;
    private final PortPlan ports;
    private final Services services;
    private final Children children;

    Parts(Options options, DataFolder data, PortPlan ports, Services services, Children children) {
        this.options = options;
        this.data = data;
        this.ports = ports;
        this.services = services;
        this.children = children;
    }

    /**
     * Returns when all parts are ready.
     *
     * @throws CannotStart when one is not going to be
     */
    void start(Startup startup) {
        var database = startup.start(Part.DATABASE, this::database);
        var broker = startup.start(Part.BROKER, () -> KafkaBroker.start(ports.of(Port.BROKER), data.part("broker")));
        var registry = startup.start(Part.REGISTRY, this::registry);
        var mailbox = startup.start(Part.MAILBOX, this::mailbox);
        var gitHub = gitHub(startup);
        var topics = startup.start(Part.TOPICS, () -> deploy(registry.join()), broker, registry);
        startup.await(
                mailbox,
                startup.start(Part.AUTH, () -> auth(gitHub.join()), topics, database, gitHub),
                startup.start(Part.NOTIFICATION, this::notification, topics, database, mailbox),
                startup.start(Part.DLQ, () -> service(Part.DLQ, Port.DLQ, services.dlq()), topics, database));
    }

    private DatabaseServer database() {
        return DatabaseServer.start(ports.of(Port.DATABASE), data.part("database"), log(Part.DATABASE));
    }

    private RegistryServer registry() {
        RegistryServer registry =
                RegistryServer.start(ports.of(Port.REGISTRY), data.part("registry"), log(Part.REGISTRY));
        children.watch(Part.REGISTRY, registry.process());
        return registry;
    }

    private Mailbox mailbox() {
        return Mailbox.start(new Mailbox.Options(
                ports.of(Port.SMTP), ports.of(Port.MAILBOX), data.part("mails"), services.page(Port.APP)));
    }

    /** What points auth-service at the stand-in; nothing when the real GitHub is used. */
    private CompletableFuture<Map<String, String>> gitHub(Startup startup) {
        return options.gitHub() != null
                ? CompletableFuture.completedFuture(Map.of())
                : startup.start(Part.GITHUB, () -> GitHubStandIn.start(ports.of(Port.GITHUB)))
                        .thenApply(GitHubStandIn::properties);
    }

    private AutoCloseable deploy(RegistryServer registry) {
        new Deployment("127.0.0.1:" + ports.of(Port.BROKER), registry.url(), PARTITIONS, ONE_COPY).apply();
        return () -> {};
    }

    private ServiceProcess auth(Map<String, String> gitHub) {
        return service(Part.AUTH, Port.APP, services.auth(options.gitHub(), gitHub));
    }

    private ServiceProcess notification() {
        return service(Part.NOTIFICATION, Port.NOTIFICATION, services.notification(options.logOnly()));
    }

    private ServiceProcess service(Part part, Port port, JavaProgram program) {
        ServiceProcess process = ServiceProcess.start(part.label(), program, log(part));
        children.watch(part, process);
        return process.awaitReady(services.readiness(port), SERVICE_LIMIT);
    }

    private Path log(Part part) {
        return data.logs().resolve(part.label().replace(' ', '-') + ".log");
    }
}
