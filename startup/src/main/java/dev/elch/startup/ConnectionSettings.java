package dev.elch.startup;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the form of the settings of connections, which their clients would complain about later and less clearly. */
public final class ConnectionSettings {

    private static final String REGISTRY = "elch.registry.url";
    private static final String SERVERS = "spring.kafka.bootstrap-servers";
    private static final String DATABASE_URI = "spring.mongodb.uri";
    private static final String DATABASE = "spring.mongodb.database";

    private static final Pattern SEVERAL_SERVERS =
            Pattern.compile("[^,\\s/]+:\\d{1,5}(?:\\s*,\\s*[^,\\s/]+:\\d{1,5})*+");
    private static final Pattern DATABASE_SERVERS = Pattern.compile("mongodb(?:\\+srv)?://[^/]+(?:/.*)?");
    private static final Pattern DATABASE_SERVERS_AND_NAME =
            Pattern.compile("mongodb(?:\\+srv)?://[^/]+/[^/?]+(?:\\?.*)?");

    private final Settings settings;

    public ConnectionSettings(Settings settings) {
        this.settings = settings;
    }

    /**
     * Checks the form of all addresses; connects to none.
     *
     * @throws CannotStartException that names the first setting whose form is wrong
     */
    public void check() {
        checkUrl(REGISTRY);
        checkServers();
        checkDatabaseUri();
    }

    /**
     * Checks one setting that holds a URL, if it is set.
     *
     * @throws CannotStartException if the value of {@code name} is no http or https URL
     */
    public void checkUrl(String name) {
        String value = settings.get(name);
        if (value != null && !isHttpUrl(value)) {
            throw new CannotStartException(
                    name + " is \"" + value + "\", which is no http or https URL.",
                    "Set it to a complete URL, such as http://127.0.0.1:8085/apis/registry/v3.");
        }
    }

    private void checkServers() {
        String servers = settings.get(SERVERS);
        if (servers != null && !SEVERAL_SERVERS.matcher(servers).matches()) {
            throw new CannotStartException(
                    SERVERS + " is \"" + servers + "\", which is no list of host:port.",
                    "Set it to host:port, or to several of them with commas between, such as 127.0.0.1:9092.");
        }
    }

    /** Does not print the value: it may hold a password. */
    private void checkDatabaseUri() {
        String uri = settings.get(DATABASE_URI);
        Pattern form = settings.get(DATABASE) == null ? DATABASE_SERVERS_AND_NAME : DATABASE_SERVERS;
        if (uri != null && !form.matcher(uri).matches()) {
            throw new CannotStartException(
                    DATABASE_URI + " is not complete.",
                    "Set it to mongodb://host:port/database, such as mongodb://127.0.0.1:27017/elch.");
        }
    }

    private static boolean isHttpUrl(String value) {
        try {
            URI uri = URI.create(value);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The value of a setting; null when it is not set. */
    public interface Settings {
        @Nullable
        String get(String name);
    }
}
