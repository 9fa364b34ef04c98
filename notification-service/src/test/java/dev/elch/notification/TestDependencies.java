package dev.elch.notification;

import dev.elch.contract.deployment.Deployment;
import dev.elch.testkit.stack.TestDatabase;
import dev.elch.testkit.stack.broker.KafkaBroker;
import dev.elch.testkit.stack.registry.RegistryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.json.JsonMapper;

/** What the service needs around it, new and empty for one test class; the registry is shared by all. */
public final class TestDependencies implements BeforeAllCallback, AfterAllCallback {

    private static RegistryServer registry;

    private final int partitions;
    private final TestDatabase database = TestDatabase.open();
    private KafkaBroker broker;
    private Path brokerFolder;

    /** @param partitions of every topic */
    public TestDependencies(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        brokerFolder = temporaryFolder("broker");
        broker = KafkaBroker.start(0, brokerFolder);
        new Deployment(broker.bootstrapServers(), sharedRegistry().url(), partitions, (short) 1).apply();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database.close();
        broker.close();
    }

    /** Takes the broker away until {@link #startBroker}. */
    public void stopBroker() {
        broker.close();
    }

    /** Brings the broker back where it was, with what it held. */
    public void startBroker() {
        broker = KafkaBroker.start(broker.port(), brokerFolder);
    }

    /** Takes the database away for the rest of the class; the test is left out where the database is not ours. */
    public void stopDatabase() {
        Assumptions.assumeTrue(database.isOurs(), "the database is not ours to stop");
        database.close();
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public RegistryServer registry() {
        return sharedRegistry();
    }

    /** Registers a schema, as a program of somebody else would; returns its id. */
    public int register(String subject, String schema) {
        String body = JsonMapper.shared().writeValueAsString(Map.of("schema", schema));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(sharedRegistry().confluentUrl() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return JsonMapper.shared().readTree(answer).path("id").intValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Settings with which the service finds all of it. */
    public String[] settings(String... more) {
        String[] settings = {
            "spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "spring.mongodb.uri=" + database.uri("elch"),
            "elch.registry.url=" + sharedRegistry().url(),
            "server.port=0",
            "elch.mail.from=no-reply@elch.example",
            "elch.provider.primary=log-only",
            "elch.mail.app-url=https://signin.elch.example",
            "elch.provider.primary=log-only",
            "elch.suppression.pepper=a pepper for the tests",
            "elch.dispute-link.keys.k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        };
        String[] all = java.util.Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return all;
    }

    private static synchronized RegistryServer sharedRegistry() {
        if (registry == null) {
            registry = RegistryServer.start(0, null, temporaryFolder("registry").resolve("registry.log"));
            Runtime.getRuntime().addShutdownHook(new Thread(registry::close));
        }
        return registry;
    }

    private static Path temporaryFolder(String name) {
        try {
            return Files.createTempDirectory(Path.of("target"), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
