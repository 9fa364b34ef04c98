package dev.elch.auth.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The family of a browser and its system. The User-Agent is the visitor's own text, so nothing of it is ever shown: only
 * words of ours.
 *
 * @param family for example {@code Chrome}; empty when unknown
 * @param system for example {@code Windows}; empty when unknown
 */
public record Browser(String family, String system) {

    /** First match wins: browsers that pretend to be another come before the one they pretend to be. */
    private static final List<Mark> FAMILIES = List.of(
            new Mark("Edg", "Edge"),
            new Mark("OPR/", "Opera"),
            new Mark("Opera", "Opera"),
            new Mark("SamsungBrowser", "Samsung Internet"),
            new Mark("YaBrowser", "Yandex"),
            new Mark("Vivaldi", "Vivaldi"),
            new Mark("FxiOS", "Firefox"),
            new Mark("Firefox", "Firefox"),
            new Mark("CriOS", "Chrome"),
            new Mark("Chrome", "Chrome"),
            new Mark("Safari", "Safari"),
            new Mark("curl/", "curl"));

    private static final List<Mark> SYSTEMS = List.of(
            new Mark("iPhone", "iPhone"),
            new Mark("iPad", "iPad"),
            new Mark("Android", "Android"),
            new Mark("Windows", "Windows"),
            new Mark("CrOS", "ChromeOS"),
            new Mark("Mac OS X", "macOS"),
            new Mark("Linux", "Linux"));

    /** Reads a User-Agent header; one that says nothing known gives empty words. */
    public static Browser of(@Nullable String userAgent) {
        return new Browser(firstIn(userAgent, FAMILIES), firstIn(userAgent, SYSTEMS));
    }

    /** {@code Chrome · Windows}, or the one that is known, or empty. */
    @Override
    public String toString() {
        return family.isEmpty() || system.isEmpty() ? family + system : family + " · " + system;
    }

    private static String firstIn(@Nullable String userAgent, List<Mark> marks) {
        return userAgent == null
                ? ""
                : marks.stream()
                        .filter(mark -> userAgent.contains(mark.text))
                        .map(Mark::word)
                        .findFirst()
                        .orElse("");
    }

    private record Mark(String text, String word) {}
}
