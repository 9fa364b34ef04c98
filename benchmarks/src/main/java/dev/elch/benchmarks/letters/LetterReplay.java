package dev.elch.benchmarks.letters;

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
 * Replays many letters, pauses, resumes, kills the service with -9 in the middle, starts it again, and says whether each
 * letter was replayed exactly once and the balance holds. Arguments: number of letters (100000), letters a second (2000), heap
 * of the service in megabytes (256).
 */
public final class LetterReplay {

    private LetterReplay() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int letters = LetterQueries.number(arguments, 0, 100_000);
        int rate = LetterQueries.number(arguments, 1, 2_000);
        int heap = LetterQueries.number(arguments, 2, 256);
        Stack stack = Stack.shared();
        Path logs = Files.createTempDirectory("elch-benchmark");
        DlqServer server = new DlqServer(stack, "replay", heap, logs);
        Console console = new Console(server.url());
        System.out.println(stack.description());
        boolean isRight;
        ServiceProcess service = server.start();
        try (Recipient recipient = new Recipient(stack);
                MongoClient client = MongoClients.create(stack.mongoUri("replay"))) {
            new LetterGenerator(stack.registryUrl(), Instant.now(), letters).fill(client.getDatabase("replay"));
            String filter = "\"filter\":{\"state\":\"open\"}";
            System.out.println("preview: " + console.post("/replays/preview", "{" + filter + "}"));
            Instant start = Instant.now();
            String job = text(
                    console.post(
                            "/replays",
                            "{%s,\"rate\":%d,\"reason\":\"benchmark\",\"confirm\":\"replay %d letters\"}"
                                    .formatted(filter, rate, letters)),
                    "id");
            await(() -> recipient.letters() > 0);
            say(start, "frozen, the first letter is out");
            await(() -> recipient.letters() > letters / 5);
            steer(console, job, "pause");
            TimeUnit.SECONDS.sleep(2);
            int paused = recipient.letters();
            TimeUnit.SECONDS.sleep(3);
            say(start, "paused at %d letters, %d came while paused".formatted(paused, recipient.letters() - paused));
            steer(console, job, "resume");
            await(() -> recipient.letters() > letters / 2);
            service.kill();
            say(start, "killed with -9 at " + recipient.letters() + " letters");
            service = server.start();
            say(start, "started again");
            await(() -> recipient.letters() >= letters);
            say(start, "all letters are out");
            await(() -> text(console.get("/replays/" + job), "state").equals("done"));
            say(start, "all outcomes are known");
            String end = console.get("/replays/" + job);
            System.out.println(end);
            System.out.printf("%d letters came, %d of them more than once%n", recipient.letters(), recipient.twice());
            isRight = recipient.letters() == letters
                    && recipient.twice() == 0
                    && end.contains("\"delivered\":" + letters + ",");
            System.out.println(isRight ? "each letter was replayed exactly once" : "THIS IS NOT RIGHT");
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
