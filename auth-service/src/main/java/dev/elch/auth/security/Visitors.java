package dev.elch.auth.security;

import dev.elch.auth.signin.Visitor;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Traceparent;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads from a request who sent it. */
final class Visitors {

    private static final int MAX_LANGUAGE_TAG = 35;

    private Visitors() {}

    static Visitor from(ServerHttpRequest request, String device) {
        HttpHeaders headers = request.getHeaders();
        String traceparent = headers.getFirst(DeliveryHeaders.TRACEPARENT);
        return new Visitor(
                device,
                address(request.getRemoteAddress()),
                headers.getFirst(HttpHeaders.USER_AGENT),
                preferredLanguage(headers),
                Traceparent.wellFormed(traceparent));
    }

    /** An address that came through a proxy is unresolved and has only its text. */
    private static @Nullable String address(@Nullable InetSocketAddress socket) {
        if (socket == null) {
            return null;
        }
        return socket.getAddress() == null
                ? socket.getHostString()
                : socket.getAddress().getHostAddress();
    }

    private static @Nullable String preferredLanguage(HttpHeaders headers) {
        try {
            String tag = headers.getAcceptLanguage().stream()
                    .map(Locale.LanguageRange::getRange)
                    .filter(range -> !range.startsWith("*"))
                    .findFirst()
                    .map(range -> Locale.forLanguageTag(range).toLanguageTag())
                    .orElse("und");
            return "und".equals(tag) || tag.length() > MAX_LANGUAGE_TAG ? null : tag;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
