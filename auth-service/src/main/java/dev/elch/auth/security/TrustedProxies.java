package dev.elch.auth.security;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Believes {@code X-Forwarded-*} and {@code Forwarded} (RFC 7239) only from proxies that we trust, and of the chain of client
 * addresses only the last one that was not written by such a proxy: all before it is the client's own claim.
 *
 * <p>{@code Forwarded} counts only if there is no {@code X-Forwarded-*} header: a proxy that sets the one passes a client's
 * other through. Of {@code Forwarded}, host and scheme are those of its last element.
 */
final class TrustedProxies extends ForwardedHeaderTransformer {

    private static final Logger log = LoggerFactory.getLogger(TrustedProxies.class);
    private static final String FORWARDED = "Forwarded";
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final List<String> FORWARDED_BESIDE = List.of(
            FORWARDED_FOR,
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Ssl");

    private static final Pattern MORE_THAN_A_HOST = Pattern.compile("[/?#@\\\\]");
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());
    private final ForwardedHeaderTransformer withoutForwarded = new ForwardedHeaderTransformer();
    private final List<AddressRange> trusted;

    TrustedProxies(List<AddressRange> trusted) {
        this.trusted = trusted;
        withoutForwarded.setRemoveOnly(true);
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
        InetSocketAddress sender = request.getRemoteAddress();
        if (sender == null || !isTrusted(sender.getAddress())) {
            return withoutForwarded.apply(request);
        }
        HttpHeaders headers = request.getHeaders();
        boolean isStandard =
                headers.containsHeader(FORWARDED) && FORWARDED_BESIDE.stream().noneMatch(headers::containsHeader);
        List<String> elements = isStandard ? elements(headers.getOrEmpty(FORWARDED)) : List.of();
        List<String> chain = isStandard
                ? elements.stream().map(element -> parameter(element, "for")).toList()
                : elements(headers.getOrEmpty(FORWARDED_FOR));
        ServerHttpRequest.Builder seen = request.mutate().headers(changed -> {
            changed.remove(FORWARDED);
            changed.remove(FORWARDED_FOR);
            if (!elements.isEmpty()) {
                String last = elements.get(elements.size() - 1);
                set(changed, "X-Forwarded-Proto", parameter(last, "proto"));
                set(changed, "X-Forwarded-Host", parameter(last, "host"));
            }
        });
        lastUntrusted(chain).ifPresent(client -> seen.remoteAddress(new InetSocketAddress(client, 0)));
        return withForwarded(seen.build());
    }

    /** Host, port and scheme that cannot be read are not believed; the request is served all the same. */
    private ServerHttpRequest withForwarded(ServerHttpRequest request) {
        if (request.getHeaders().getOrEmpty("X-Forwarded-Host").stream()
                .anyMatch(host -> MORE_THAN_A_HOST.matcher(host).find())) {
            return withoutUnreadable(request, "the host holds more than a host");
        }
        try {
            ServerHttpRequest seen = super.apply(request);
            return isOfTheWeb(seen.getURI()) && hasSameTarget(seen.getURI(), request.getURI())
                    ? seen
                    : withoutUnreadable(request, "they make no URL of the web, or another path");
        } catch (RuntimeException unreadable) {
            return withoutUnreadable(request, unreadable.toString());
        }
    }

    /** A scheme such as {@code https:443} makes a URI without host and path, and a prefix one without host. */
    private static boolean isOfTheWeb(URI uri) {
        return uri.getRawAuthority() != null
                && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
    }

    /** A host such as {@code example.org?} or {@code example.org/other} would make another request of this one. */
    private static boolean hasSameTarget(URI seen, URI asked) {
        return String.valueOf(seen.getRawPath()).endsWith(String.valueOf(asked.getRawPath()))
                && Objects.equals(seen.getRawQuery(), asked.getRawQuery());
    }

    /** A client that sends such headers sends many: one line a minute tells it. */
    private ServerHttpRequest withoutUnreadable(ServerHttpRequest request, String why) {
        long now = System.nanoTime();
        long next = nextWarning.get();
        if (now - next >= 0 && nextWarning.compareAndSet(next, now + BETWEEN_WARNINGS.toNanos())) {
            log.warn(
                    "Ignoring forwarded host, port and scheme, which cannot be read: {}. More are not logged for {} s",
                    why,
                    BETWEEN_WARNINGS.toSeconds());
        }
        return withoutForwarded.apply(request);
    }

    /**
     * The client as our proxies saw it. An entry that is no address ends the search: what stands before it was not written by a
     * proxy that we know. Then the proxy nearest to the client is the best that is known.
     */
    private Optional<InetAddress> lastUntrusted(List<String> chain) {
        Optional<InetAddress> nearest = Optional.empty();
        for (int hop = chain.size() - 1; hop >= 0; hop--) {
            Optional<InetAddress> address = ClientAddress.parse(chain.get(hop));
            if (address.isEmpty()) {
                return nearest;
            }
            nearest = address;
            if (!isTrusted(address.get())) {
                return nearest;
            }
        }
        return nearest;
    }

    /** Splits at commas outside of quotes. */
    private static List<String> elements(List<String> headers) {
        List<String> elements = new ArrayList<>();
        for (String header : headers) {
            StringBuilder element = new StringBuilder();
            boolean isQuoted = false;
            for (int i = 0; i < header.length(); i++) {
                char character = header.charAt(i);
                isQuoted ^= character == '"';
                if (character == ',' && !isQuoted) {
                    elements.add(element.toString().strip());
                    element.setLength(0);
                } else {
                    element.append(character);
                }
            }
            elements.add(element.toString().strip());
        }
        elements.removeIf(String::isEmpty);
        return elements;
    }

    /** The value of a parameter, without its quotes; empty if the element has none of that name. */
    private static String parameter(String element, String name) {
        return Arrays.stream(element.split(";"))
                .map(String::strip)
                .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1).strip())
                .map(value -> value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                        ? value.substring(1, value.length() - 1)
                        : value)
                .findFirst()
                .orElse("");
    }

    private static void set(HttpHeaders headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.set(name, value);
        }
    }

    private boolean isTrusted(@Nullable InetAddress address) {
        return address != null && trusted.stream().anyMatch(range -> range.contains(address));
    }
}
