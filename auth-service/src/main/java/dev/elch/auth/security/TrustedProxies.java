package dev.elch.auth.security;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Believes X-Forwarded headers only from proxies that we trust, and of the chain of client addresses only the last one that
 * was not written by such a proxy: all before it is the client's own claim.
 */
final class TrustedProxies extends ForwardedHeaderTransformer {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final ForwardedHeaderTransformer disbelief = new ForwardedHeaderTransformer();
    private final List<AddressRange> trusted;

    TrustedProxies(List<AddressRange> trusted) {
        this.trusted = trusted;
        disbelief.setRemoveOnly(true);
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
        InetSocketAddress sender = request.getRemoteAddress();
        if (sender == null || !isTrusted(sender.getAddress())) {
            return disbelief.apply(request);
        }
        String client = lastUntrusted(request.getHeaders().getOrEmpty(FORWARDED_FOR));
        return super.apply(request.mutate()
                .headers(headers -> {
                    headers.remove("Forwarded");
                    headers.remove(FORWARDED_FOR);
                    if (client != null) {
                        headers.set(FORWARDED_FOR, client);
                    }
                })
                .build());
    }

    private @Nullable String lastUntrusted(List<String> headers) {
        List<String> chain = headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        for (int hop = chain.size() - 1; hop >= 0; hop--) {
            try {
                if (!isTrusted(AddressRange.parse(chain.get(hop)))) {
                    return chain.get(hop);
                }
            } catch (IllegalArgumentException notAnAddress) {
                return null;
            }
        }
        return chain.isEmpty() ? null : chain.get(0);
    }

    private boolean isTrusted(@Nullable InetAddress address) {
        return address != null && trusted.stream().anyMatch(range -> range.contains(address));
    }
}
