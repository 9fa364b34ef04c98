package dev.elch.notification.mail;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The colours of the mail, each with its counterpart for dark screens. Names are used as CSS classes: the style attributes
 * hold the light colours, for programs that drop style sheets, and the style sheet turns them dark.
 */
public enum MailColour {
    PAGE("background-color", "#eef1f5", "#0f1318"),
    CARD("background-color", "#ffffff", "#1a2028"),
    LINE("border-color", "#d9dfe7", "#36404c"),
    BRAND("background-color", "#0b5d57", "#2b9d91"),
    INK("color", "#18212b", "#eef2f6"),
    QUIET("color", "#4d5965", "#b3bfcb"),
    CALM("background-color", "#e7f4ef", "#17332d"),
    CALM_INK("color", "#0b4a3b", "#b6ead8"),
    ACTION("background-color", "#b3261e", "#ffb4ab"),
    ACTION_INK("color", "#ffffff", "#4a0905");

    private final String property;
    private final String light;
    private final String dark;

    MailColour(String property, String light, String dark) {
        this.property = property;
        this.light = light;
        this.dark = dark;
    }

    /** CSS class of this colour. */
    public String css() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The light colour as a CSS declaration. */
    public String style() {
        return property + ":" + light;
    }

    public String light() {
        return light;
    }

    String dark() {
        return dark;
    }

    /** Style rules that turn every class to its dark colour. */
    public static String darkRules() {
        return Stream.of(values())
                .map(colour -> "." + colour.css() + "{" + colour.property + ":" + colour.dark + "!important}")
                .collect(Collectors.joining("\n"));
    }
}
