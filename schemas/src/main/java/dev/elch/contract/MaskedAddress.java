package dev.elch.contract;

import org.jspecify.annotations.Nullable;

/** How a mail address may appear in logs, pages and metrics: {@code u***@example.com}. */
public final class MaskedAddress {

    private MaskedAddress() {}

    /** The masked address; empty when there is none. */
    public static String orEmpty(@Nullable String address) {
        return address == null ? "" : of(address);
    }

    /** Keeps the first character and the domain; text without an {@code @} becomes {@code ***}. */
    public static String of(String address) {
        int at = address.lastIndexOf('@');
        if (at <= 0) {
            return "***";
        }
        return address.substring(0, address.offsetByCodePoints(0, 1)) + "***" + address.substring(at);
    }
}
