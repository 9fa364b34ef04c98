package dev.elch.dlq.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came.
 *
 * @param key in base64; absent: the record has none
 * @param keyShown for people; absent: the record has no key
 * @param value in base64; absent: the record has none
 * @param valueShown for people; absent: the record has no value
 */
record RawView(
        @Nullable String key,
        @Nullable BytesView keyShown,
        @Nullable String value,
        @Nullable BytesView valueShown,
        List<HeaderView> headers) {

    static RawView of(RawRecord raw) {
        return new RawView(
                base64(raw.key()),
                BytesView.ofNullable(raw.key()),
                base64(raw.value()),
                BytesView.ofNullable(raw.value()),
                raw.headers().stream()
                        .map(header -> new HeaderView(header.name(), text(header.value())))
                        .toList());
    }

    private static @Nullable String base64(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toBase64();
    }

    private static String text(@Nullable Bytes bytes) {
        return bytes == null ? "" : BytesView.text(bytes.toArray());
    }

    /** One header; what is no text is shown as well as it goes. */
    record HeaderView(String name, String text) {}
}
