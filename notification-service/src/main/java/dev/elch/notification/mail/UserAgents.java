package dev.elch.notification.mail;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a {@link Device} by the words in a User-Agent header.
 *
 * <p>The header is the attacker's text, so no part of it is ever shown: the first matching rule gives a name of ours, and
 * a header that no rule knows gives none. Rules are plain words and no patterns, and only the first 1,000 characters are
 * read, so that no header can be expensive. The order matters, because browsers claim to be each other.
 */
final class UserAgents {

    private static final int READ_AT_MOST = 1_000;

    private static final List<Rule> FAMILIES = List.of(
            rule("curl", "curl/"),
            rule("Wget", "Wget/"),
            rule("Headless Chrome", "HeadlessChrome/"),
            rule(
                    "Bot",
                    "bot/",
                    "Bot/",
                    "bot;",
                    "Googlebot",
                    "bingbot",
                    "crawler",
                    "Crawler",
                    "spider",
                    "Spider",
                    "Slurp"),
            rule(
                    "Script",
                    "python-",
                    "Python/",
                    "Go-http-client",
                    "okhttp/",
                    "Java/",
                    "axios/",
                    "node-fetch",
                    "PostmanRuntime/"),
            rule("Facebook", "FBAN/", "FBAV/", "FB_IAB/"),
            rule("Instagram", "Instagram "),
            rule("Edge", "Edg/", "EdgA/", "EdgiOS/", "Edge/"),
            rule("Opera", "OPR/", "OPiOS/", "OPT/", "OPX/", "Opera"),
            rule("Samsung Internet", "SamsungBrowser/"),
            rule("Yandex Browser", "YaBrowser/"),
            rule("Vivaldi", "Vivaldi/"),
            rule("UC Browser", "UCBrowser/"),
            rule("DuckDuckGo", "DuckDuckGo/", "Ddg/"),
            rule("WebView", "; wv)"),
            rule("Firefox", "FxiOS/", "Focus/", "Firefox/").unless("Seamonkey", "SeaMonkey", "PaleMoon"),
            rule("Chrome", "CriOS/", "Chrome/", "Chromium/"),
            rule("Internet Explorer", "MSIE ", "Trident/"),
            rule("Safari", "Safari/").unless("Android", "Windows", "Linux"),
            rule("WebView", "AppleWebKit/").unless("Safari/"));

    private static final List<Rule> SYSTEMS = List.of(
            rule("Windows Phone", "Windows Phone"),
            rule("Windows", "Windows NT", "Windows 9", "Windows;"),
            rule("ChromeOS", "CrOS "),
            rule("HarmonyOS", "HarmonyOS", "OpenHarmony"),
            rule("Android", "Android"),
            rule("iPadOS", "iPad"),
            rule("iOS", "iPhone", "iPod"),
            rule("macOS", "Macintosh", "Mac OS X", "Mac_PowerPC"),
            rule("Linux", "Linux", "X11;"));

    private UserAgents() {}

    static Device recognise(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Device.UNKNOWN;
        }
        String read = header.substring(0, Math.min(header.length(), READ_AT_MOST));
        return new Device(firstMatch(FAMILIES, read), firstMatch(SYSTEMS, read));
    }

    private static String firstMatch(List<Rule> rules, String header) {
        return rules.stream()
                .filter(rule -> rule.matches(header))
                .map(Rule::name)
                .findFirst()
                .orElse("");
    }

    private static Rule rule(String name, String... words) {
        return new Rule(name, List.of(words), List.of());
    }

    private record Rule(String name, List<String> words, List<String> otherwise) {

        Rule unless(String... otherWords) {
            return new Rule(name, words, Stream.of(otherWords).toList());
        }

        boolean matches(String header) {
            return words.stream().anyMatch(header::contains)
                    && otherwise.stream().noneMatch(header::contains);
        }
    }
}
