package dev.elch.testkit.generated;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Tries a reader of foreign input on changed examples, for a time: bytes are flipped, cut, repeated, and mixed with bytes that
 * parsers stumble over. The same seed gives the same inputs in the same order.
 *
 * <p>{@code -Delch.generated.seconds=600} searches longer, {@code -Delch.generated.seed=7} elsewhere.
 */
public final class GeneratedInput {

    /** For the tests that run with every build. */
    public static final Duration SHORT = Duration.ofSeconds(1);

    /** For the slow tests. */
    public static final Duration LONG = Duration.ofSeconds(60);

    /** What a short input may take: far more than a pause of a busy machine, far less than an expression that backtracks. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(10);

    private static final long SEED = Long.getLong("elch.generated.seed", 20260301);
    private static final int SHOWN = 2_000;

    private final List<byte[]> examples;

    private GeneratedInput(List<byte[]> examples) {
        this.examples = examples;
    }

    /** Input that resembles {@code examples}. */
    public static GeneratedInput like(List<String> examples) {
        return new GeneratedInput(examples.stream()
                .map(example -> example.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /**
     * Calls {@code reader} until the time is over.
     *
     * @param reader throws if something does not hold for the bytes
     * @throws AssertionError that shows the first input for which the reader threw, or took longer than 10 s
     */
    public void hold(Duration time, Consumer<byte[]> reader) {
        Random random = new Random(SEED);
        Mutation mutation = new Mutation(random, examples);
        List<byte[]> pool = new ArrayList<>(examples);
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("elch.generated.seconds", time.toSeconds()))
                        .toNanos();
        examples.forEach(example -> read(example, reader));
        while (System.nanoTime() < end) {
            byte[] input = mutation.of(pool.get(random.nextInt(pool.size())));
            read(input, reader);
            keep(pool, input, random);
        }
    }

    /** Changes add up: some of the inputs take the place of others, and the examples stay. */
    private void keep(List<byte[]> pool, byte[] input, Random random) {
        if (pool.size() < 100 + examples.size()) {
            pool.add(input);
        } else if (random.nextInt(10) == 0) {
            pool.set(examples.size() + random.nextInt(100), input);
        }
    }

    private static void read(byte[] input, Consumer<byte[]> reader) {
        long began = System.nanoTime();
        try {
            reader.accept(input);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new AssertionError("it does not hold for " + shown(input), e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (took.compareTo(LONGEST_READING) > 0) {
            throw new AssertionError("it took " + took + " to read " + shown(input));
        }
    }

    /** As a literal of Java, byte by byte. */
    private static String shown(byte[] input) {
        StringBuilder shown = new StringBuilder(input.length + " bytes, read as ISO 8859-1: \"");
        for (int index = 0; index < Math.min(input.length, SHOWN); index++) {
            int value = input[index] & 0xff;
            boolean isPlain = value >= ' ' && value < 0x7f && value != '"' && value != '\\';
            shown.append(isPlain ? String.valueOf((char) value) : "\\u%04x".formatted(value));
        }
        return shown.append(input.length > SHOWN ? "\"..." : "\"").toString();
    }
}
