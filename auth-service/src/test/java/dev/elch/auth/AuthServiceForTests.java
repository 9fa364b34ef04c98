package dev.elch.auth;

import dev.elch.contract.DisputeLink;
import dev.elch.standin.github.GitHubStandIn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** auth-service on a free port, pointed at what a test says. */
public final class AuthServiceForTests implements AutoCloseable {

    /** API token of a viewer, as a Prometheus has one. */
    public static final String VIEWER_TOKEN = "viewer-token";

    private static final byte[] DISPUTE_SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final DisputeLink LINK = new DisputeLink(Map.of("test", DISPUTE_SECRET));

    private final ConfigurableApplicationContext context;

    private AuthServiceForTests(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static AuthServiceForTests start(String brokers, URI registry, String database, GitHubStandIn gitHub) {
        return start(brokers, registry, database, gitHub, Map.of());
    }

    /** The same with {@code more} settings, which win over those of the other tests. */
    public static AuthServiceForTests start(
            String brokers, URI registry, String database, GitHubStandIn gitHub, Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(gitHub.properties());
        settings.put("server.port", 0);
        settings.put("spring.kafka.bootstrap-servers", brokers);
        settings.put("elch.registry.url", registry);
        settings.put("spring.mongodb.uri", database);
        settings.put("elch.github.timeout", "20s");
        settings.put("elch.outbox.relay-interval", "100ms");
        settings.put("elch.outbox.relay-backoff", "200ms");
        settings.put("elch.dispute-link.keys.test", Base64.getEncoder().encodeToString(DISPUTE_SECRET));
        settings.put("elch.people.admins", "1009");
        settings.put("elch.people.storage-keys.test", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("elch.people.consoles", "http://127.0.0.1:8082/");
        settings.put("elch.api.tokens.prometheus.sha256", sha256(VIEWER_TOKEN));
        settings.putAll(more);
        return new AuthServiceForTests(new SpringApplicationBuilder(AuthApplication.class)
                .properties(settings)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new)));
    }

    static String sha256(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public URI uri() {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://localhost:" + port);
    }

    /** The path of a dispute link as notification-service makes it for a mail to {@code address}. */
    public String disputePath(String eventKey, String userId, String address, Instant expiry) {
        return DisputeLink.PATH + LINK.sign("test", eventKey, userId, address, expiry);
    }

    @Override
    public void close() {
        context.close();
    }
}
