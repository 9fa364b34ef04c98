package dev.elch.testkit.stack;

/**
 * The one stack that all tests of a JVM use.
 *
 * <p>Nothing stops it before the JVM is gone: the applications under test close their clients in shutdown hooks of their own,
 * and would wait in vain for a broker that went first. Children are stopped by the process package.
 */
final class SharedStack {

    private static final class Started {
        static final Stack STACK = start();
    }

    private SharedStack() {}

    static Stack get() {
        return Started.STACK;
    }

    private static Stack start() {
        return switch (StackChoice.configured()) {
            case EMBEDDED, AUTO -> embedded();
            case CONTAINERS -> ContainerStack.start();
            case EXTERNAL -> ExternalStack.fromSystemProperties();
        };
    }

    private static Stack embedded() {
        QuietLogs.ofTheBroker();
        return EmbeddedStack.start(EmbeddedStack.options(OwnedFolder.create("elch-stack")), StackProgress.SILENT);
    }
}
