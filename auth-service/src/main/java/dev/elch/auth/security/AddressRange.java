package dev.elch.auth.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation.
 *
 * @param network any address of the range
 * @param prefixLength how many leading bits all addresses of the range share
 */
public record AddressRange(InetAddress network, int prefixLength) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]+");

    public AddressRange {
        if (prefixLength < 0 || prefixLength > network.getAddress().length * 8) {
            throw new IllegalArgumentException("prefix length " + prefixLength + " does not fit " + network);
        }
    }

    /** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address. */
    public static AddressRange valueOf(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress network = parse(parts[0]);
        try {
            return new AddressRange(
                    network, parts.length == 2 ? Integer.parseInt(parts[1]) : network.getAddress().length * 8);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no address range: write it as 10.0.0.0/8", e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Reads a numeric address, and never asks a name server. */
    static InetAddress parse(String text) {
        if (!ADDRESS.matcher(text).matches() || !(text.indexOf('.') > 0 || text.indexOf(':') >= 0)) {
            throw new IllegalArgumentException("\"" + text + "\" is no numeric IP address");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no numeric IP address", e);
        }
    }
}
