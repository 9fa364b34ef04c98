package dev.elch.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes the HTML part readable for all. */
class MailLooksTest {

    private static final double ENOUGH_CONTRAST = 4.5; // WCAG 2.2, success criterion 1.4.3

    private final String html = SignIns.typical().written().html();

    @ParameterizedTest
    @CsvSource({
        "INK, CARD",
        "QUIET, CARD",
        "CALM_INK, CALM",
        "ACTION_INK, ACTION",
    })
    void text_stands_out_from_its_ground_in_light_and_in_dark(MailColour text, MailColour ground) {
        assertThat(contrast(text.light(), ground.light())).isGreaterThanOrEqualTo(ENOUGH_CONTRAST);
        assertThat(contrast(text.dark(), ground.dark())).isGreaterThanOrEqualTo(ENOUGH_CONTRAST);
    }

    @Test
    void the_contrast_is_computed_as_wcag_defines_it() {
        assertThat(contrast("#000000", "#ffffff")).isEqualTo(21.0);
        assertThat(contrast("#777777", "#ffffff")).isBetween(4.47, 4.48);
    }

    @Test
    void every_colour_comes_from_the_palette() {
        List<String> known = Stream.of(MailColour.values())
                .flatMap(paint -> Stream.of(paint.light(), paint.dark()))
                .toList();
        assertThat(all("#[0-9a-fA-F]{3,8}\\b", html)).isNotEmpty().allMatch(known::contains);
    }

    @Test
    void text_is_set_in_sixteen_pixels_or_more() {
        assertThat(all("(?<=font-size:)\\d+", html))
                .contains("16")
                .allMatch(size -> size.equals("0") || Integer.parseInt(size) >= 16);
    }

    @Test
    void has_a_language_a_title_and_one_heading() {
        assertThat(html).contains("<html lang=\"mn\"", "<title>Таны бүртгэлд нэвтэрсэн байна - Elch</title>");
        assertThat(all("<h1\\b", html)).hasSize(1);
        assertThat(SignIns.typical().withLocale("en").written().html()).contains("<html lang=\"en\"");
    }

    @Test
    void tables_are_for_layout_but_for_the_facts() {
        List<String> tables = all("<table [^>]*>", html);
        assertThat(tables)
                .filteredOn(table -> !table.contains("role=\"presentation\""))
                .hasSize(1);
        assertThat(all("<th scope=\"row\"", html)).hasSize(5);
    }

    @Test
    void is_at_most_six_hundred_pixels_wide() {
        assertThat(html).contains("max-width:600px");
        assertThat(all("(?<= width=\")\\d+(?=\")", html)).allMatch(width -> Integer.parseInt(width) <= 600);
    }

    @Test
    void fetches_nothing_and_links_to_our_own_domain_alone() {
        assertThat(html).doesNotContain("<img", "<link", "<script", "url(", "@import", "src=");
        assertThat(all("(?<=href=\")[^\"]*", html))
                .singleElement()
                .asString()
                .startsWith("https://elch.example/not-me/k1.");
    }

    @Test
    void reads_in_order_with_styles_and_tags_stripped() {
        String read = html.replaceAll("(?s)<head>.*</head>", "")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
        assertThat(read)
                .containsSubsequence(
                        "Таны бүртгэлд нэвтэрсэн байна",
                        "Elch (elch.example) дахь",
                        "Хэн Бат-Эрдэнэ (ba***e)",
                        "Хэзээ 2025 оны 12-р сарын 19, 14:05 (UTC+08:00)",
                        "Төхөөрөмж Chrome · Windows",
                        "IP хаяг 203.0.113.7",
                        "Үйлчилгээ GitHub",
                        "Энэ та бол юу ч хийх шаардлагагүй.",
                        "Энэ та биш бол",
                        "github.com",
                        "танд энэ имэйл ирлээ",
                        "0197b0a2-6f3c-7d51-9c8e-2f4b5a6d7e80");
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String hex) {
        Function<Integer, Double> channel = from -> {
            double c = Integer.parseInt(hex.substring(from, from + 2), 16) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * channel.apply(1) + 0.7152 * channel.apply(3) + 0.0722 * channel.apply(5);
    }
}
