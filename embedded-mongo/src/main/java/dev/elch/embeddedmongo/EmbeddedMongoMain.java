package dev.elch.embeddedmongo;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The database as a process of its own, so that it can be killed: arguments are port (0: a free one) and data folder. */
public final class EmbeddedMongoMain {

    /** Printed, with the port behind it, once clients can connect. */
    public static final String READY = "database ready at port ";

    private EmbeddedMongoMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedMongo database = EmbeddedMongo.start(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "stop-database"));
        System.out.println(READY + database.port());
        new CountDownLatch(1).await(); // all threads of the database are daemons
    }
}
