package dev.elch.auth.security;

import dev.elch.auth.signin.AcceptedLanguages;
import dev.elch.auth.signin.HeaderText;
import dev.elch.auth.signin.Visitor;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Traceparent;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads from a request who sent it. */
final class Visitors {

    private Visitors() {}

    static Visitor from(ServerHttpRequest request, String device) {
        HttpHeaders headers = request.getHeaders();
        String traceparent = headers.getFirst(DeliveryHeaders.TRACEPARENT);
        return new Visitor(
                device,
                address(request.getRemoteAddress()),
                HeaderText.read(headers.getFirst(HttpHeaders.USER_AGENT), Visitor.MAX_USER_AGENT),
                AcceptedLanguages.of(headers.getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE))
                        .tag()
                        .orElse(null),
                Traceparent.wellFormed(traceparent));
    }

    /** An address that came through a proxy is unresolved and has only its text. */
    private static @Nullable String address(@Nullable InetSocketAddress socket) {
        if (socket == null) {
            return null;
        }
        return socket.getAddress() == null ? socket.getHostString() : ClientAddress.text(socket.getAddress());
    }
}
