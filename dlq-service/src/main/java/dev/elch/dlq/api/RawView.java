package dev.elch.dlq.api;

import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came.
 *
 * @param key in base64; absent: the record has none
 * @param value in base64; absent: the record has none
 */
record RawView(@Nullable String key, @Nullable String value, List<HeaderView> headers) {

    static RawView of(RawRecord raw) {
        return new RawView(
                base64(raw.key()),
                base64(raw.value()),
                raw.headers().stream()
                        .map(header -> new HeaderView(header.name(), text(header.value())))
                        .toList());
    }

    private static @Nullable String base64(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toBase64();
    }

    private static String text(@Nullable Bytes bytes) {
        return bytes == null ? "" : new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    /** One header; what is no text is shown as well as it goes. */
    record HeaderView(String name, String text) {}
}
