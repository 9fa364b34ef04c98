package dev.elch.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Б.Батболд", // cases.md, row 21
                "St.John Doe",
                "О.Энхтүвшин",
                "Д. Баяр",
                "A.B.Цэцэг",
                "J.Black",
                "S.Kim",
                "J.R.R. Tolkien",
                "Dr.Müller",
                "Анна-Мария",
                "O'Brien",
                "Болд…",
                "Bat 2000",
                "\u1820\u180E\u1828\u202F\u1824", // Mongolian script with its vowel separator and its narrow space
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", // Persian needs the non-joiner
                "\u0915\u094D\u200D\u0937", // so does Devanagari, with the joiner
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 Bold", // a family
                "\u2764\uFE0F\u200D\uD83D\uDD25", // a burning heart
                "\uD83D\uDE4B\uD83C\uDFFD\u200D\u2642\uFE0F" // a man with a skin colour raises his hand
            })
    void shows_a_name_as_it_is(String name) {
        assertThat(DisplayText.of(name)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.com",
                "see Evil.Com now",
                "bat.mn",
                "сайт.мон",
                "сайт.рф",
                "X.com",
                "www.evil",
                "a.xn--p1ai",
                "evil\uFF0Ecom",
                "evil\u3002com",
                "\uFF45\uFF56\uFF49\uFF4C.\uFF43\uFF4F\uFF4D",
                "evil.example",
                "evil.com.",
                "evil.com:8080",
                "http://evil",
                "a/b",
                "bold@example",
                "10.0.0.1",
                "Call +1 800 555-0100",
                "Утас 9911-2233"
            })
    void shows_nothing_that_a_mail_program_would_make_a_link_of(String name) {
        assertThat(DisplayText.of(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bold\u202Egnp.exe | Boldgnp.exe",
                "Bo\u200Bld | Bold",
                "Bo\u200Dld | Bold",
                "Бат\u200C болд | Бат болд",
                "\uFEFFBold\u2066 | Bold",
                "Bold\u0000\u0085\u009BX | Bold X",
                "Bold\u2028Bat | Bold Bat",
                "a\u202Fb | a b",
                "Bold\u200D | Bold",
                "\uDB40\uDC61Bold | Bold"
            })
    void leaves_out_what_only_deceives(String name, String shown) {
        assertThat(DisplayText.of(name)).contains(shown);
    }

    @Test
    void keeps_letters_from_running_over_other_lines() {
        assertThat(DisplayText.of("B\u0301\u0301\u0301\u0301\u0301\u0301\u0301old"))
                .contains("B\u0301\u0301\u0301\u0301old");
    }

    @Test
    void cuts_a_long_name_without_leaving_half_a_character() {
        String name = "x".repeat(57) + "\uD83D\uDC68\u200D\uD83D\uDC69 and more";
        assertThat(DisplayText.of(name)).contains("x".repeat(57) + "\uD83D\uDC68…");
    }

    @Test
    void shows_nothing_where_nothing_is_left() {
        assertThat(DisplayText.of(null)).isEmpty();
        assertThat(DisplayText.of(" \u200B\u202E\n ")).isEmpty();
    }
}
