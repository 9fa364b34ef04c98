package dev.elch.auth;

import static dev.elch.auth.TestBrowser.locationOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.elch.contract.UserSignedIn;
import dev.elch.contract.deployment.Deployment;
import dev.elch.embeddedmongo.EmbeddedMongo;
import dev.elch.standin.github.GitHubStandIn;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.stack.broker.KafkaBroker;
import dev.elch.testkit.stack.registry.RegistryServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a sign-in while something that the service needs is away. It has a stack of its own to switch off. */
class OutageIT {

    /** What a sign-in may take on a busy machine: far less than any of the clients' own timeouts, far more than the budget. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static KafkaBroker broker;
    private static RegistryServer registry;
    private static EmbeddedMongo database;
    private static GitHubStandIn gitHub;
    private static AuthServiceForTests service;

    private final TestBrowser browser = new TestBrowser(service.uri());

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start(0, folder.resolve("broker"));
        registry = RegistryServer.start(0, null, folder.resolve("registry.log"));
        database = EmbeddedMongo.start(0, folder.resolve("database"));
        gitHub = GitHubStandIn.start(0);
        new Deployment(broker.bootstrapServers(), registry.url(), 2, (short) 1).apply();
        service = AuthServiceForTests.start(broker.bootstrapServers(), registry.url(), database.uri("auth"), gitHub);
    }

    @AfterAll
    static void stop() {
        service.close();
        gitHub.close();
        database.close();
        registry.close();
        broker.close();
    }

    @Test
    void signs_people_in_without_a_broker_and_publishes_when_it_is_back() {
        broker.close();
        Instant begin = Instant.now();
        HttpResponse<String> back = browser.signInAs(Persona.VERIFIED);
        Duration took = Duration.between(begin, Instant.now());
        String page = browser.get("/me").body();

        broker = KafkaBroker.start(broker.port(), folder.resolve("broker"));

        assertThat(locationOf(back)).hasPath("/me");
        assertThat(took).isLessThan(SOON);
        assertThat(page).contains("Stored, will be handed over shortly");
        await().atMost(RECOVERY).until(() -> browser.get("/me").body().contains("Handed over for sending"));
    }

    @Test
    void signs_people_in_without_a_database_and_remembers_them_when_it_is_back() {
        try (PublishedSignIns published = new PublishedSignIns(broker.bootstrapServers(), registry.url())) {
            database.close();
            Instant begin = Instant.now();
            HttpResponse<String> back = browser.signInAs(Persona.PRIVATE_ADDRESS);
            Duration took = Duration.between(begin, Instant.now());
            String page = browser.get("/me").body();
            ConsumerRecord<String, UserSignedIn> record = published.next();

            database = EmbeddedMongo.start(database.port(), folder.resolve("database"));

            assertThat(locationOf(back)).hasPath("/me");
            assertThat(took).isLessThan(SOON);
            assertThat(page).contains("Hello, Anton Weber").contains("The history cannot be shown right now");
            assertThat(record.value().getEmail()).isEqualTo("anton@example.net");
            await().atMost(RECOVERY).until(() -> browser.get("/me").body().contains("Handed over for sending"));
            assertThat(published.within(Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Test
    void publishes_without_a_registry_because_it_knows_the_schema() {
        try (PublishedSignIns published = new PublishedSignIns(broker.bootstrapServers(), registry.url())) {
            browser.signInAs(Persona.VERIFIED);
            published.next();
            registry.process().freeze();
            try {
                new TestBrowser(service.uri()).signInAs(Persona.CYRILLIC_NAME);

                assertThat(published.next().value().getLogin()).isEqualTo("oyuunaa");
            } finally {
                registry.process().thaw();
            }
        }
    }

    @Test
    void tells_people_that_github_does_not_answer() {
        URI back = browser.choose(Persona.VERIFIED, browser.beginSignIn());
        int port = gitHub.uri().getPort();
        gitHub.close();
        try {
            HttpResponse<String> answer = browser.get(back.toString());

            assertThat(locationOf(answer)).hasToString(service.uri() + "/sign-in-failed?why=unreachable");
            HttpResponse<String> page = browser.get(locationOf(answer).toString());
            assertThat(page.statusCode()).isEqualTo(502);
            assertThat(page.body()).contains("GitHub does not answer right now");
        } finally {
            gitHub = GitHubStandIn.start(port);
        }
    }
}
