package dev.elch.testkit.generated;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Makes one input out of another. */
final class Mutation {

    private static final int LONGEST = 20_000;
    private static final int MOST_CHANGES = 6;

    /** What parsers stumble over. */
    private static final List<byte[]> PIECES = Stream.concat(
                    Stream.of(
                                    "0",
                                    "-1",
                                    "2147483648",
                                    "9223372036854775807",
                                    "-9223372036854775808",
                                    "1e999",
                                    "0x7f",
                                    "null",
                                    "true",
                                    "{}",
                                    "[",
                                    "\"",
                                    "\\",
                                    "\\u0000",
                                    "\\ud83e",
                                    "\r\n",
                                    "\n",
                                    "\t",
                                    " ",
                                    ",",
                                    ";",
                                    "|",
                                    "=",
                                    ":",
                                    "@",
                                    "%00",
                                    "<",
                                    "..",
                                    "*",
                                    "\u0000",
                                    "\u007f",
                                    "\u0085",
                                    "\u2028",
                                    "\u202e",
                                    "\ufeff",
                                    "\uff0e",
                                    "\u0130",
                                    "ß",
                                    "Мобиком",
                                    "\uD83E\uDD8C")
                            .map(piece -> piece.getBytes(StandardCharsets.UTF_8)),
                    Stream.of(
                            new byte[] {(byte) 0xff},
                            new byte[] {(byte) 0xc0, (byte) 0x80},
                            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                            new byte[] {(byte) 0xe2, (byte) 0x80}))
            .toList();

    private final Random random;
    private final List<byte[]> examples;

    Mutation(Random random, List<byte[]> examples) {
        this.random = random;
        this.examples = examples;
    }

    byte[] of(byte[] input) {
        byte[] changed = input;
        for (int change = random.nextInt(MOST_CHANGES); change >= 0; change--) {
            changed = changedOnce(changed);
        }
        return changed.length > LONGEST ? Arrays.copyOf(changed, LONGEST) : changed;
    }

    private byte[] changedOnce(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(1 + Math.min(30, input.length)));
        return switch (random.nextInt(8)) {
            case 0 -> flipped(input);
            case 1 -> spliced(input, from, to, new byte[0]);
            case 2 -> spliced(input, from, to, bytes(random.nextInt(5)));
            case 3 -> spliced(input, from, from, repeated(Arrays.copyOfRange(input, from, to)));
            case 4 -> {
                byte[] other = examples.get(random.nextInt(examples.size()));
                yield spliced(
                        input, from, to, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
            }
            case 5 -> spliced(input, from, to, PIECES.get(random.nextInt(PIECES.size())));
            default -> spliced(input, from, from, PIECES.get(random.nextInt(PIECES.size())));
        };
    }

    private byte[] flipped(byte[] input) {
        byte[] changed = input.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Mostly twice, at times often enough to be long. */
    private byte[] repeated(byte[] piece) {
        int times = random.nextInt(20) == 0 ? random.nextInt(1_000) : 1;
        int length = Math.min(LONGEST, piece.length * times);
        byte[] repeated = new byte[length];
        for (int index = 0; index < length; index++) {
            repeated[index] = piece[index % piece.length];
        }
        return repeated;
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] between) {
        byte[] spliced = new byte[from + between.length + input.length - to];
        System.arraycopy(input, 0, spliced, 0, from);
        System.arraycopy(between, 0, spliced, from, between.length);
        System.arraycopy(input, to, spliced, from + between.length, input.length - to);
        return spliced;
    }
}
