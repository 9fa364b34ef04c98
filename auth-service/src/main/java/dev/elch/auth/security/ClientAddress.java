package dev.elch.auth.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads the addresses that proxies write into headers, and writes addresses as people read them. Never asks a name server. */
final class ClientAddress {

    /** Longer than any address with brackets, zone and port. */
    private static final int MAX_LENGTH = 128;

    private ClientAddress() {}

    /**
     * Reads a node of {@code X-Forwarded-For} or of {@code Forwarded} (RFC 7239, section 6): IPv4 or IPv6, with or without
     * brackets, quotes, zone and port.
     *
     * @return empty for {@code unknown}, an obfuscated name such as {@code _hidden}, and for what is no address
     */
    static Optional<InetAddress> parse(String node) {
        String text = node.strip();
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        try {
            return Optional.of(AddressRange.parse(withoutZone(withoutPort(text))));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** IPv6 in the form of RFC 5952: lower case, and the longest run of zeros left out. */
    static String text(InetAddress address) {
        return address instanceof Inet6Address v6 ? text(v6) : address.getHostAddress();
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            String port = end < 0 ? "?" : text.substring(end + 1);
            if (!port.isEmpty() && !isPort(port)) {
                throw new IllegalArgumentException("no bracketed address");
            }
            return text.substring(1, end);
        }
        int colon = text.indexOf(':');
        boolean isV4WithPort = colon > 0 && colon == text.lastIndexOf(':');
        if (isV4WithPort && !isPort(text.substring(colon))) {
            throw new IllegalArgumentException("no port");
        }
        return isV4WithPort ? text.substring(0, colon) : text;
    }

    /** RFC 7239 allows an obfuscated port, {@code :_name}, too. */
    private static boolean isPort(String text) {
        return text.length() > 1
                && text.charAt(0) == ':'
                && (text.charAt(1) == '_'
                        || text.chars().skip(1).allMatch(character -> character >= '0' && character <= '9'));
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static String text(Inet6Address address) {
        byte[] bytes = address.getAddress();
        int[] groups = new int[8];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        int from = 0;
        int length = 0;
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        return length < 2
                ? hex(groups, 0, groups.length)
                : hex(groups, 0, from) + "::" + hex(groups, from + length, groups.length);
    }

    private static String hex(int[] groups, int from, int to) {
        StringJoiner text = new StringJoiner(":");
        for (int i = from; i < to; i++) {
            text.add(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
