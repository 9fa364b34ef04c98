package dev.elch.dlq;

import dev.elch.testkit.stack.Stack;
import dev.elch.testkit.token.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** How tests set the service up. */
public final class Services {

    public static final String VIEWER = "token-of-a-viewer";
    public static final String OPERATOR = "token-of-an-operator";
    public static final String ADMIN = "token-of-an-admin";

    /** Vouches for people, in every service that is set up here. */
    public static final TokenIssuer PEOPLE = TokenIssuer.start();

    private Services() {}

    /** As on a command line; {@code database} is its own for every test class. */
    public static String[] arguments(Stack stack, String database) {
        return settings(stack, database).entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private static Map<String, Object> settings(Stack stack, String database) {
        Map<String, Object> settings = new LinkedHashMap<>(tokens());
        settings.putAll(PEOPLE.settings());
        settings.put("elch.notification.url", NotificationForTests.shared().url());
        settings.put("elch.notification.token", NotificationForTests.TOKEN);
        settings.put("elch.replay.topics", OtherTopic.createdOn(stack));
        settings.put("server.port", 0);
        settings.put("elch.start.patience", "2m");
        settings.put("spring.kafka.bootstrap-servers", stack.bootstrapServers());
        settings.put("elch.registry.url", stack.registryUrl());
        settings.put("spring.mongodb.uri", stack.mongoUri(database));
        return settings;
    }

    public static Map<String, Object> tokens() {
        return Map.of(
                "elch.api.tokens.vera.sha256",
                sha256(VIEWER),
                "elch.api.tokens.vera.role",
                "viewer",
                "elch.api.tokens.oyun.sha256",
                sha256(OPERATOR),
                "elch.api.tokens.oyun.role",
                "operator",
                "elch.api.tokens.ada.sha256",
                sha256(ADMIN),
                "elch.api.tokens.ada.role",
                "admin");
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
