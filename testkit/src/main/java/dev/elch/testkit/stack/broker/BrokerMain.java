package dev.elch.testkit.stack.broker;

import java.nio.file.Path;

/** The broker as a process of its own, so that it can be killed: arguments are port (0: a free one) and data folder. */
public final class BrokerMain {

    /** Printed, with the address behind it, when clients can connect. */
    public static final String READY = "broker ready at ";

    private BrokerMain() {}

    public static void main(String[] arguments) {
        KafkaBroker broker = KafkaBroker.start(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        System.out.println(READY + broker.bootstrapServers());
    }
}
