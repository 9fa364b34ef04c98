package dev.elch.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedLanguagesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mn-MN,mn;q=0.9,en;q=0.5              | mn-MN | false
            de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7  | en-US | true
            ru-RU,ru,en                          | en    | true
            zh-CN,zh;q=0.9,en;q=0.8              | en    | true
            de, en-GB;q=0.9                      | en-GB | true
            en;q=0.3,mn;q=0.8                    | mn    | false
            en;q=0,de                            | de    | false
            de,fr                                | de    | false
            EN-us                                | en-US | true
            *, en;q=0.5                          | en    | true
            en;q=high,mn;q=0.1                   | mn    | false
            en;q=7,mn;q=0.1                      | mn    | false
            x_y,,;q=1, en ; Q=0.4                | en    | true
            """)
    void takes_the_best_language_that_we_speak_of_the_whole_list(String header, String tag, boolean isEnglish) {
        AcceptedLanguages accepted = AcceptedLanguages.of(List.of(header));

        assertThat(accepted.tag()).contains(tag);
        assertThat(accepted.isEnglish()).isEqualTo(isEnglish);
    }

    @Test
    void reads_several_headers_as_one_list() {
        assertThat(AcceptedLanguages.of(List.of("de", "en;q=0.5")).tag()).contains("en");
    }

    @Test
    void speaks_mongolian_to_a_browser_that_names_no_language() {
        assertThat(AcceptedLanguages.of(List.of()).isEnglish()).isFalse();
        assertThat(AcceptedLanguages.of(List.of("*")).isEnglish()).isFalse();
        assertThat(AcceptedLanguages.of(List.of("*")).tag()).isEmpty();
    }

    @Test
    void no_header_of_any_length_or_form_is_too_odd() {
        Random random = new Random(11);
        String letters = "enmd-*;q=0.19, _Q\u0436\u0000";
        for (int i = 0; i < 20_000; i++) {
            String header = random.ints(random.nextInt(60), 0, letters.length())
                    .mapToObj(letters::charAt)
                    .map(String::valueOf)
                    .collect(Collectors.joining());
            AcceptedLanguages accepted = AcceptedLanguages.of(List.of(header));
            assertThat(accepted.tag().orElse("")).hasSizeLessThanOrEqualTo(35);
        }
        assertThat(AcceptedLanguages.of(List.of("de,".repeat(300_000) + "en")).tag())
                .contains("de");
    }
}
