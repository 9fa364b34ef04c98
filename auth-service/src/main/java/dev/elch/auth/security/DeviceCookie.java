package dev.elch.auth.security;

import dev.elch.auth.session.HostCookies;
import dev.elch.auth.session.SessionIds;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * Recognises a browser by a random cookie that lives for long. It proves nothing by itself: a device is known when the
 * same user has signed in with it before, and 256 random bits cannot be guessed.
 */
final class DeviceCookie {

    static final String NAME = "elch-device";

    /** The longest that browsers keep a cookie (RFC 6265bis). */
    private static final Duration LIFE = Duration.ofDays(400);

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private DeviceCookie() {}

    /** The hash of the browser's cookie; a browser without one is given one. */
    static String readOrGive(ServerWebExchange exchange) {
        HttpCookie sent = exchange.getRequest().getCookies().getFirst(HostCookies.name(NAME, exchange));
        String id = sent != null && FORM.matcher(sent.getValue()).matches() ? sent.getValue() : SessionIds.create();
        exchange.getResponse().addCookie(cookie(id, exchange));
        return SessionIds.hash(id);
    }

    private static ResponseCookie cookie(String id, ServerWebExchange exchange) {
        return ResponseCookie.from(HostCookies.name(NAME, exchange), id)
                .path("/")
                .maxAge(LIFE)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(HostCookies.isHttps(exchange))
                .build();
    }
}
