package dev.elch.dlq.cli;

/** A service that commands call, and how its place is set. */
enum Service {
    DLQ("dlq-service", "/api/admin/dlq", "--url or ELCH_DLQ_URL"),
    NOTIFICATION("notification-service", "/api", "--notification-url or ELCH_NOTIFICATION_URL"),
    AUTH("auth-service", "/api", "--auth-url or ELCH_AUTH_URL");

    private final String label;
    private final String root;
    private final String setting;

    Service(String label, String root, String setting) {
        this.label = label;
        this.root = root;
        this.setting = setting;
    }

    String label() {
        return label;
    }

    /** Path under which its API is. */
    String root() {
        return root;
    }

    /** The option and the variable with its address. */
    String setting() {
        return setting;
    }
}
