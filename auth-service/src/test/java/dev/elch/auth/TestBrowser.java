package dev.elch.auth;

import dev.elch.standin.github.Persona;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies and follows a redirect only when a test asks for it. */
public final class TestBrowser {

    public static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static final Pattern FORGERY_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI service;

    public TestBrowser(URI service) {
        this.service = service;
    }

    /** Goes all the way from the home page's button to where the service sends who has signed in. */
    public HttpResponse<String> signInAs(Persona persona, String... headers) {
        return get(choose(persona, beginSignIn()).toString(), headers);
    }

    /** Where the service sends the browser: GitHub's page. */
    public URI beginSignIn() {
        return locationOf(get("/oauth2/authorization/github"));
    }

    /** Agrees at GitHub; gives the address of ours that GitHub sends the browser to. */
    public URI choose(Persona persona, URI authorizePage) {
        return locationOf(post(authorizePage.toString(), Map.of("persona", persona.login())));
    }

    public URI deny(URI authorizePage) {
        return locationOf(post(authorizePage.toString(), Map.of("deny", "")));
    }

    /** Opens a path of the service, or a whole URL. */
    public HttpResponse<String> get(String target, String... headers) {
        return send(request(target, headers).GET().build());
    }

    public HttpResponse<String> post(String target, Map<String, String> form, String... headers) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(target, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Presses a button of the signed-in page. */
    public HttpResponse<String> press(String action) {
        return post(action, Map.of("_csrf", forgeryToken()));
    }

    /** What the forms of the signed-in page carry. */
    String forgeryToken() {
        Matcher token = FORGERY_TOKEN.matcher(get("/me").body());
        if (!token.find()) {
            throw new AssertionError("the signed-in page has no form");
        }
        return token.group(1);
    }

    public boolean isSignedIn() {
        return get("/me").statusCode() == 200;
    }

    /** Takes the cookies of an answer that came by another way. */
    void take(String answer) {
        answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, "Set-Cookie:", 0, 11))
                .flatMap(line -> HttpCookie.parse(line.substring(11)).stream())
                .forEach(cookie -> cookies.getCookieStore().add(service, cookie));
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    public String cookie(String name) {
        return cookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name + " in " + cookies()));
    }

    public static URI locationOf(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .map(location -> response.uri().resolve(location))
                .orElseThrow(() -> new AssertionError("no redirect but " + response + ": " + response.body()));
    }

    private HttpRequest.Builder request(String target, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(target))
                .timeout(Duration.ofSeconds(20))
                .header("Accept", "text/html")
                .setHeader("User-Agent", USER_AGENT)
                .setHeader("Accept-Language", "en-GB,en;q=0.8");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(request + " was interrupted", e);
        }
    }
}
