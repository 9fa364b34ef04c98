package dev.elch.contract;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Idempotency keys: UUIDs of version 7, so that keys sort by the time of the sign-in (RFC 9562, section 5.7). */
public final class EventKeys {

    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private EventKeys() {}

    /** A new key for something that happened {@code at}; the random bits should come from a secure source. */
    public static String create(Instant at, RandomGenerator random) {
        long high = (at.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
        return new UUID(high, low).toString();
    }

    /**
     * Whether a key that a caller made can be used as an id: 1 to 128 characters out of letters, digits and
     * {@code . _ : -}, which is safe in a header, a URL path and a Message-ID.
     */
    public static boolean isAcceptable(String key) {
        return ACCEPTABLE.matcher(key).matches();
    }
}
