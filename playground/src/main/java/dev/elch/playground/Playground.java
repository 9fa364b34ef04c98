package dev.elch.playground;

import dev.elch.playground.Arguments.WrongUse;
import dev.elch.testkit.net.Ports;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Starts everything, says where it is, and runs until Ctrl-C. */
public final class Playground {

    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private final Options options;
    private final PrintStream out;

    private Playground(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        if (Arguments.asksForHelp(words)) {
            System.out.print(Arguments.help());
            return;
        }
        try {
            Checkout checkout = Checkout.find();
            Options options = Arguments.parse(words, checkout.data(), System.getenv());
            new Playground(options, System.out).start(checkout);
        } catch (WrongUse e) {
            fail(WRONG_USE, e.getMessage() + " See ./run --help.");
        } catch (CannotStart e) {
            LoggerFactory.getLogger(Playground.class).error("could not start", e);
            fail(FAILED, String.valueOf(e.getMessage()));
        }
        new CountDownLatch(1).await();
    }

    private static void fail(int exitCode, String sentence) {
        System.err.println(sentence);
        System.exit(exitCode);
    }

    private void start(Checkout checkout) {
        DataFolder data = DataFolder.open(options.data(), options.fresh());
        System.setProperty(
                "elch.playground.log", data.logs().resolve("playground.log").toString());
        RunningParts running = new RunningParts();
        LeftoverProcesses leftovers = new LeftoverProcesses(data.part("children"));
        int ended = leftovers.end();
        PortPlan ports = PortPlan.make(options.ports(), Ports::isFree);
        Services services = new Services(checkout, ports, new Secrets(data.part("secrets")), dependencies(ports));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, data), "stop-in-order"));

        out.println("Starting Elch. Data in " + data.path());
        if (ended > 0) {
            out.println("  Ended " + ended + " processes that an earlier run had left behind.");
        }
        ports.notes().forEach(note -> out.println("  " + note));
        try (Progress progress = new Progress(out, Boolean.getBoolean("elch.terminal"));
                Startup startup = new Startup(progress, running)) {
            Children children = new Children(leftovers, progress, running);
            new Parts(options, data, ports, services, children).start(startup);
            progress.line("Ready after " + Progress.seconds(progress.elapsed()) + ".");
        }
        Summary.lines(options, ports, data, services.operatorToken()).forEach(out::println);
    }

    private static Map<String, String> dependencies(PortPlan ports) {
        return Map.of(
                "spring.kafka.bootstrap-servers", "127.0.0.1:" + ports.of(Port.BROKER),
                "elch.registry.url", "http://127.0.0.1:" + ports.of(Port.REGISTRY) + "/apis/registry/v3");
    }

    private void stop(RunningParts running, DataFolder data) {
        long begin = System.nanoTime();
        out.println();
        out.println("Stopping: services first, then the broker, the database last.");
        running.stop();
        data.close();
        out.println("Stopped after " + Progress.seconds(Duration.ofNanos(System.nanoTime() - begin))
                + ". The data is kept in " + data.path());
    }
}
