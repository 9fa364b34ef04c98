package dev.elch.benchmarks.deadletters;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replays many dead letters, pauses, resumes, kills the service with -9 in the middle, starts it again, and says whether each
 * dead letter was replayed exactly once and the balance holds. Arguments: number of dead letters (100000), dead letters a second (2000), heap
 * of the service in megabytes (256).
 */
public final class DeadLetterReplay {

    private DeadLetterReplay() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int deadLetters = DeadLetterQueries.number(arguments, 0, 100_000);
        int rate = DeadLetterQueries.number(arguments, 1, 2_000);
        int heap = DeadLetterQueries.number(arguments, 2, 256);
        Stack stack = Stack.shared();
        Path logs = Files.createTempDirectory("elch-benchmark");
        DlqServer server = new DlqServer(stack, "replay", heap, logs);
        Console console = new Console(server.url());
        System.out.println(stack.description());
        boolean isRight;
        ServiceProcess service = server.start();
        try (Recipient recipient = new Recipient(stack);
                MongoClient client = MongoClients.create(stack.mongoUri("replay"))) {
            new DeadLetterGenerator(stack.registryUrl(), Instant.now(), deadLetters).fill(client.getDatabase("replay"));
            String filter = "\"filter\":{\"state\":\"open\"}";
            System.out.println("preview: " + console.post("/replays/preview", "{" + filter + "}"));
            Instant start = Instant.now();
            String job = text(
                    console.post(
                            "/replays",
                            "{%s,\"rate\":%d,\"reason\":\"benchmark\",\"confirm\":\"replay %d dead letters\"}"
                                    .formatted(filter, rate, deadLetters)),
                    "id");
            await(() -> recipient.deadLetters() > 0);
            say(start, "frozen, the first dead letter is out");
            await(() -> recipient.deadLetters() > deadLetters / 5);
            steer(console, job, "pause");
            TimeUnit.SECONDS.sleep(2);
            int paused = recipient.deadLetters();
            TimeUnit.SECONDS.sleep(3);
            say(
                    start,
                    "paused at %d dead letters, %d came while paused"
                            .formatted(paused, recipient.deadLetters() - paused));
            steer(console, job, "resume");
            await(() -> recipient.deadLetters() > deadLetters / 2);
            service.kill();
            say(start, "killed with -9 at " + recipient.deadLetters() + " dead letters");
            service = server.start();
            say(start, "started again");
            await(() -> recipient.deadLetters() >= deadLetters);
            say(start, "all dead letters are out");
            await(() -> text(console.get("/replays/" + job), "state").equals("done"));
            say(start, "all outcomes are known");
            String end = console.get("/replays/" + job);
            System.out.println(end);
            System.out.printf(
                    "%d dead letters came, %d of them more than once%n", recipient.deadLetters(), recipient.twice());
            isRight = recipient.deadLetters() == deadLetters
                    && recipient.twice() == 0
                    && end.contains("\"delivered\":" + deadLetters + ",");
            System.out.println(isRight ? "each dead letter was replayed exactly once" : "THIS IS NOT RIGHT");
        } finally {
            service.close();
        }
        System.exit(isRight ? 0 : 1);
    }

    private static void steer(Console console, String job, String verb) {
        String unused = console.post("/replays/" + job + "/" + verb, "{\"reason\":\"benchmark\"}");
    }

    private static void say(Instant start, String what) {
        System.out.printf(
                "%5.1f s: %s%n", Duration.between(start, Instant.now()).toMillis() / 1_000.0, what);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static String text(String json, String field) {
        Matcher value = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(json);
        return value.find() ? value.group(1) : "";
    }
}
