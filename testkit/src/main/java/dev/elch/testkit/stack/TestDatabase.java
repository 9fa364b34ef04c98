package dev.elch.testkit.stack;

import dev.elch.embeddedmongo.EmbeddedMongo;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A database without the rest of a stack, for tests that have a broker of their own or need none: embedded, in memory and quick to
 * start, or the one of the stack that {@code -Dstack} names.
 */
public final class TestDatabase implements AutoCloseable {

    private final UnaryOperator<String> uri;
    private final Runnable stop;
    private final boolean isOurs;

    private TestDatabase(UnaryOperator<String> uri, Runnable stop, boolean isOurs) {
        this.uri = uri;
        this.stop = stop;
        this.isOurs = isOurs;
    }

    /** Empty, and used by this test alone. */
    public static TestDatabase open() {
        if (StackChoice.configured() != StackChoice.EMBEDDED) {
            String own = UUID.randomUUID().toString();
            return new TestDatabase(name -> Stack.shared().mongoUri(name + "-" + own), () -> {}, false);
        }
        EmbeddedMongo database = EmbeddedMongo.inMemory();
        return new TestDatabase(database::uri, database::close, true);
    }

    /** For {@code spring.mongodb.uri}. */
    public String uri(String name) {
        return uri.apply(name);
    }

    /** Whether closing it takes it away from those who use it. */
    public boolean isOurs() {
        return isOurs;
    }

    @Override
    public void close() {
        stop.run();
    }
}
