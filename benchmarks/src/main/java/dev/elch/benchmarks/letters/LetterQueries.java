package dev.elch.benchmarks.letters;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.MongoLetters;
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
 * Fills a database with letters, starts dlq-service on it, and measures list, filters and groups, and what memory the service
 * takes. Arguments: number of letters (1000000), questions of each sort (200), heap of the service in megabytes (256).
 */
public final class LetterQueries {

    private static final int WARM_UP = 20;
    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");
    private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");

    private LetterQueries() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int letters = number(arguments, 0, 1_000_000);
        int questions = number(arguments, 1, 200);
        int heap = number(arguments, 2, 256);
        Stack stack = Stack.shared();
        Path logs = Files.createTempDirectory("elch-benchmark");
        String database = "letters";
        System.out.println(stack.description());
        DlqServer server = new DlqServer(stack, database, heap, logs);
        try (ServiceProcess service = server.start();
                MongoClient client = MongoClients.create(stack.mongoUri(database))) {
            Console console = new Console(server.url());
            fill(stack, client.getDatabase(database), letters);
            awaitCounted(console, letters);
            measure(console, questions, letters);
            System.out.printf(
                    "memory of dlq-service: %d MB resident at most, %d MB heap in use (limit %d MB)%n",
                    Memory.peakResident(service.pid()), Memory.heap(console.metrics()), heap);
        }
        System.exit(0);
    }

    private static void fill(Stack stack, MongoDatabase database, int letters) {
        Instant start = Instant.now();
        new LetterGenerator(stack.registryUrl(), start, letters).fill(database);
        System.out.printf(
                "%d letters stored by %s in %d s%n",
                letters,
                MongoLetters.class.getSimpleName(),
                Duration.between(start, Instant.now()).toSeconds());
    }

    private static void awaitCounted(Console console, int letters) throws InterruptedException {
        Instant start = Instant.now();
        while (counted(console) < letters) {
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

    private static void measure(Console console, int questions, int letters) {
        System.out.printf("%-34s %8s %8s %8s%n", "question", "p50 ms", "p95 ms", "max ms");
        questionsOf(console, letters).forEach((name, question) -> {
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

    private static Map<String, IntFunction<String>> questionsOf(Console console, int letters) {
        Map<String, IntFunction<String>> questions = new LinkedHashMap<>();
        questions.put("list, newest", i -> "");
        questions.put("list, open, 200 letters", i -> "?state=open&limit=200");
        String[] cursor = {""};
        questions.put("list, page after page", i -> {
            String path = "?state=open" + (cursor[0].isEmpty() ? "" : "&cursor=" + cursor[0]);
            Matcher next = CURSOR.matcher(console.get(path));
            cursor[0] = next.find() ? next.group(1) : "";
            return path;
        });
        questions.put("filter, kind", i -> "?kind=" + LetterGenerator.kind(i % LetterGenerator.CAUSES));
        questions.put(
                "filter, state and kind", i -> "?state=open&kind=" + LetterGenerator.kind(i % LetterGenerator.CAUSES));
        questions.put(
                "filter, domain and kind",
                i -> "?domain=" + LetterGenerator.domain(i) + "&kind="
                        + LetterGenerator.kind(LetterGenerator.cause(i)));
        questions.put("filter, user", i -> "?user=" + LetterGenerator.userId(i * 13));
        questions.put(
                "filter, one word",
                i -> "?text=user" + Math.floorMod(i * 997, letters) + "@"
                        + LetterGenerator.domain(Math.floorMod(i * 997, letters)));
        questions.put("filter, last hour", i -> "?from=" + Instant.now().minusSeconds(3_600));
        questions.put("one letter", i -> "/" + LetterGenerator.eventKey(Math.floorMod(i * 7_717, letters)) + "~0");
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
