package dev.elch.playground;

import dev.elch.playground.Options.GitHubClient;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.process.JavaProgram;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the three services are started. Their secrets come through the environment: command lines can be seen by everybody. */
final class Services {

    private static final int HEAP_MEGABYTES = 192;

    private final Checkout checkout;
    private final PortPlan ports;
    private final Secrets secrets;
    private final Map<String, String> dependencies;

    /** @param dependencies properties that tell a service where broker and registry are */
    Services(Checkout checkout, PortPlan ports, Secrets secrets, Map<String, String> dependencies) {
        this.checkout = checkout;
        this.ports = ports;
        this.secrets = secrets;
        this.dependencies = Map.copyOf(dependencies);
    }

    /**
     * The service that people sign in to.
     *
     * @param gitHub a client at the real GitHub; none: the one that {@code standIn} describes
     */
    JavaProgram auth(@Nullable GitHubClient gitHub, Map<String, String> standIn) {
        JavaProgram program = withToken(service(Part.AUTH, Port.APP))
                .withProperty("elch.people.issuer", page(Port.APP))
                .withProperty("elch.people.consoles", page(Port.DLQ) + "/," + here(Port.DLQ, "/"))
                .withEnvironment("ELCH_PEOPLE_STORAGEKEYS_PLAYGROUND", secrets.named("signing-key-storage"))
                .withEnvironment("ELCH_DISPUTELINK_KEYS_PLAYGROUND", secrets.named("dispute-links"));
        if (gitHub != null) {
            return program.withEnvironment("ELCH_GITHUB_CLIENT_ID", gitHub.id())
                    .withEnvironment("ELCH_GITHUB_CLIENT_SECRET", gitHub.secret());
        }
        program = program.withProperty("elch.people.admins", Persona.OPERATOR.id());
        for (Map.Entry<String, String> property : standIn.entrySet()) {
            program = program.withProperty(property.getKey(), property.getValue());
        }
        return program;
    }

    /** The service that writes mails, into the mailbox or only into its log. */
    JavaProgram notification(boolean logOnly) {
        return withCallers(service(Part.NOTIFICATION, Port.NOTIFICATION))
                .withEnvironment("ELCH_DISPUTELINK_KEYS_PLAYGROUND", secrets.named("dispute-links"))
                .withProperty("elch.mail.from", "no-reply@elch.example")
                .withProperty("elch.mail.app-url", page(Port.APP))
                .withProperty("elch.provider.primary", logOnly ? "log-only" : "smtp")
                .withProperty("elch.smtp.host", "127.0.0.1")
                .withProperty("elch.smtp.port", ports.of(Port.SMTP))
                .withProperty("elch.smtp.tls", "none");
    }

    /** The service that keeps dead letters. */
    JavaProgram dlq() {
        return withCallers(service(Part.DLQ, Port.DLQ))
                .withProperty("elch.console.sign-in", page(Port.APP))
                .withProperty("elch.dlq.notification-database", database(Part.NOTIFICATION))
                .withProperty("elch.notification.url", here(Port.NOTIFICATION, ""))
                .withEnvironment("ELCH_NOTIFICATION_TOKEN", operatorToken())
                .withProperty("elch.system.auth-url", here(Port.APP, ""))
                .withEnvironment("ELCH_SYSTEM_AUTHTOKEN", operatorToken());
    }

    /** What opens the APIs of notification-service and dlq-service to a program, or to curl. */
    String operatorToken() {
        return secrets.named("operator-token")
                .replace('+', '-')
                .replace('/', '_')
                .replace("=", "");
    }

    URI page(Port port) {
        return URI.create("http://localhost:" + ports.of(port));
    }

    /** Answers 200 once the service is of use. */
    URI readiness(Port port) {
        return here(port, "/actuator/health/readiness");
    }

    private URI here(Port port, String path) {
        return URI.create("http://127.0.0.1:" + ports.of(port) + path);
    }

    private JavaProgram withCallers(JavaProgram program) {
        return withToken(program)
                .withProperty("elch.jwt.jwks-uri", here(Port.APP, "/.well-known/jwks.json"))
                .withProperty("elch.jwt.issuer", page(Port.APP));
    }

    private JavaProgram withToken(JavaProgram program) {
        return program.withEnvironment("ELCH_API_TOKENS_PLAYGROUND_SHA256", sha256(operatorToken()))
                .withEnvironment("ELCH_API_TOKENS_PLAYGROUND_ROLE", "OPERATOR");
    }

    private JavaProgram service(Part part, Port port) {
        JavaProgram program = JavaProgram.jar(checkout.jar(part.label()))
                .small(HEAP_MEGABYTES)
                .withProperty("server.port", ports.of(port))
                .withProperty(
                        "spring.mongodb.uri", "mongodb://127.0.0.1:" + ports.of(Port.DATABASE) + "/" + database(part));
        for (Map.Entry<String, String> property : dependencies.entrySet()) {
            program = program.withProperty(property.getKey(), property.getValue());
        }
        return program;
    }

    /** Each service has one of its own: what one of them may read does not open what the others keep. */
    private static String database(Part service) {
        return "elch_" + service.label().replace("-service", "");
    }

    private static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
