package dev.elch.benchmarks.deadletters;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills a database with dead letters, starts dlq-service on it, and measures list, filters and groups, and what memory the service
 * takes. Arguments: number of dead letters (1000000), questions of each sort (200), heap of the service in megabytes (256).
 */
public final class DeadLetterQueries {

    private static final int WARM_UP = 20;
    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");
    private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");

    private DeadLetterQueries() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int deadLetters = number(arguments, 0, 1_000_000);
        int questions = number(arguments, 1, 200);
        int heap = number(arguments, 2, 256);
        Stack stack = Stack.shared();
        Path logs = Files.createTempDirectory("elch-benchmark");
        String database = "deadLetters";
        System.out.println(stack.description());
        DlqServer server = new DlqServer(stack, database, heap, logs);
        try (ServiceProcess service = server.start();
                MongoClient client = MongoClients.create(stack.mongoUri(database))) {
            Console console = new Console(server.url());
            fill(stack, client.getDatabase(database), deadLetters);
            awaitCounted(console, deadLetters);
            measure(console, questions, deadLetters);
            System.out.printf(
                    "memory of dlq-service: %d MB resident at most, %d MB heap in use (limit %d MB)%n",
                    Memory.peakResident(service.pid()), Memory.heap(console.metrics()), heap);
        }
        System.exit(0);
    }

    private static void fill(Stack stack, MongoDatabase database, int deadLetters) {
        Instant start = Instant.now();
        new DeadLetterGenerator(stack.registryUrl(), start, deadLetters).fill(database);
        System.out.printf(
                "%d dead letters stored by %s in %d s%n",
                deadLetters,
                MongoDeadLetters.class.getSimpleName(),
                Duration.between(start, Instant.now()).toSeconds());
    }

    private static void awaitCounted(Console console, int deadLetters) throws InterruptedException {
        Instant start = Instant.now();
        while (counted(console) < deadLetters) {
            TimeUnit.SECONDS.sleep(1);
        }
        System.out.printf(
                "counted by group %d s later%n",
                Duration.between(start, Instant.now()).toSeconds());
    }

    private static long counted(Console console) {
        Matcher total = TOTAL.matcher(console.get("/groups"));
        long sum = 0;
        while (total.find()) {
            sum += Long.parseLong(total.group(1));
        }
        return sum;
    }

    private static void measure(Console console, int questions, int deadLetters) {
        System.out.printf("%-34s %8s %8s %8s%n", "question", "p50 ms", "p95 ms", "max ms");
        questionsOf(console, deadLetters).forEach((name, question) -> {
            for (int i = 0; i < WARM_UP; i++) {
                console.get(question.apply(i));
            }
            long[] nanos = new long[questions];
            for (int i = 0; i < questions; i++) {
                long start = System.nanoTime();
                console.get(question.apply(i));
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "%-34s %8.1f %8.1f %8.1f%n",
                    name,
                    millis(nanos[questions / 2]),
                    millis(nanos[questions * 95 / 100]),
                    millis(nanos[questions - 1]));
        });
    }

    private static Map<String, IntFunction<String>> questionsOf(Console console, int deadLetters) {
        Map<String, IntFunction<String>> questions = new LinkedHashMap<>();
        questions.put("list, newest", i -> "");
        questions.put("list, open, 200 dead letters", i -> "?state=open&limit=200");
        String[] cursor = {""};
        questions.put("list, page after page", i -> {
            String path = "?state=open" + (cursor[0].isEmpty() ? "" : "&cursor=" + cursor[0]);
            Matcher next = CURSOR.matcher(console.get(path));
            cursor[0] = next.find() ? next.group(1) : "";
            return path;
        });
        questions.put("filter, kind", i -> "?kind=" + DeadLetterGenerator.kind(i % DeadLetterGenerator.CAUSES));
        questions.put(
                "filter, state and kind",
                i -> "?state=open&kind=" + DeadLetterGenerator.kind(i % DeadLetterGenerator.CAUSES));
        questions.put(
                "filter, domain and kind",
                i -> "?domain=" + DeadLetterGenerator.domain(i) + "&kind="
                        + DeadLetterGenerator.kind(DeadLetterGenerator.cause(i)));
        questions.put("filter, user", i -> "?user=" + DeadLetterGenerator.userId(i * 13));
        questions.put(
                "filter, one word",
                i -> "?text=user" + Math.floorMod(i * 997, deadLetters) + "@"
                        + DeadLetterGenerator.domain(Math.floorMod(i * 997, deadLetters)));
        questions.put("filter, last hour", i -> "?from=" + Instant.now().minusSeconds(3_600));
        questions.put(
                "one dead letter",
                i -> "/" + DeadLetterGenerator.eventKey(Math.floorMod(i * 7_717, deadLetters)) + "~0");
        questions.put("groups", i -> "/groups?open=true");
        return questions;
    }

    private static double millis(long nanos) {
        return nanos / 1_000_000.0;
    }

    static int number(String[] arguments, int place, int usual) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : usual;
    }
}
