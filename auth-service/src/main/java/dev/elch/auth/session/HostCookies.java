package dev.elch.auth.session;

import java.util.List;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;

/**
 * Keeps the session id in a cookie. Over HTTPS its name begins with {@code __Host-}: a browser takes such a cookie from this host
 * alone and over HTTPS alone (RFC 6265bis, section 4.1.3.2), so that neither a neighbour under the same domain nor a page over HTTP
 * can plant a session.
 */
public final class HostCookies implements WebSessionIdResolver {

    private static final String PREFIX = "__Host-";
    private static final String SESSION = "elch-session";

    private final WebSessionIdResolver byHttps = cookies(PREFIX + SESSION);
    private final WebSessionIdResolver byHttp = cookies(SESSION);

    @Override
    public List<String> resolveSessionIds(ServerWebExchange exchange) {
        return by(exchange).resolveSessionIds(exchange);
    }

    @Override
    public void setSessionId(ServerWebExchange exchange, String sessionId) {
        by(exchange).setSessionId(exchange, sessionId);
    }

    @Override
    public void expireSession(ServerWebExchange exchange) {
        by(exchange).expireSession(exchange);
    }

    /** The name that a cookie of ours has in this exchange. */
    public static String name(String plain, ServerWebExchange exchange) {
        return isHttps(exchange) ? PREFIX + plain : plain;
    }

    /** Whether the browser came over HTTPS, as far as we or a proxy that we trust can tell. */
    public static boolean isHttps(ServerWebExchange exchange) {
        return "https".equalsIgnoreCase(exchange.getRequest().getURI().getScheme());
    }

    private WebSessionIdResolver by(ServerWebExchange exchange) {
        return isHttps(exchange) ? byHttps : byHttp;
    }

    /** Without the prefix of a proxy in the path: browsers refuse a cookie of the host for a part of it. */
    private static WebSessionIdResolver cookies(String name) {
        CookieWebSessionIdResolver cookies = new CookieWebSessionIdResolver();
        cookies.setCookieName(name);
        cookies.addCookieInitializer(cookie -> cookie.path("/").httpOnly(true).sameSite("Lax"));
        return cookies;
    }
}
