package dev.elch.notification.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A textual IP address that really is one, so that nothing else can be shown in its place. */
public final class IpLiteral {

    private static final Pattern V4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final Pattern V6_LETTERS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private IpLiteral() {}

    /** The address as given, or empty when it is missing or is not an address. Never asks a name server. */
    public static Optional<String> of(@Nullable String address) {
        if (address == null) {
            return Optional.empty();
        }
        return V4.matcher(address).matches() || isV6(address) ? Optional.of(address) : Optional.empty();
    }

    private static boolean isV6(String address) {
        if (address.indexOf(':') < 0 || !V6_LETTERS.matcher(address).matches()) {
            return false;
        }
        try {
            // A name cannot hold a colon, so the JDK parses and does not resolve.
            return InetAddress.getByName(address).getAddress().length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
