package dev.elch.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (FBCR/Мобиком) | Mozilla/5.0 (FBCR/Мобиком)
            iPhone Xʀ                  | iPhone Xʀ
            name of a phone 📱         | name of a phone 📱
            plain                      | plain
            """)
    void reads_utf_8(String sent, String read) {
        assertThat(HeaderText.read(asTheServerReads(sent), 512)).isEqualTo(read);
    }

    @Test
    void reads_what_is_not_utf_8_as_latin_1() {
        assertThat(HeaderText.read("Pöyry \u00a9", 512)).isEqualTo("Pöyry \u00a9");
    }

    @Test
    void leaves_out_what_cannot_be_shown() {
        assertThat(HeaderText.read(asTheServerReads("a\u0000\u0085\tb\u202ec\u2028d\ufeff"), 512))
                .isEqualTo("a b c d");
    }

    @Test
    void is_null_if_nothing_is_left() {
        assertThat(HeaderText.read(null, 512)).isNull();
        assertThat(HeaderText.read("", 512)).isNull();
        assertThat(HeaderText.read(" \u0085\u009f ", 512)).isNull();
    }

    @Test
    void cuts_between_two_characters() {
        assertThat(HeaderText.read(asTheServerReads("ab📱"), 3)).isEqualTo("ab");
        assertThat(HeaderText.read(asTheServerReads("ab📱"), 4)).isEqualTo("ab📱");
    }

    @Test
    void any_bytes_become_a_text_that_can_be_written_and_shown() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);

            String read = HeaderText.read(new String(bytes, StandardCharsets.ISO_8859_1), 40);

            if (read != null) {
                assertThat(read).hasSizeBetween(1, 40).doesNotContainPattern("\\p{C}");
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(read)).isTrue();
            }
        }
    }

    private static String asTheServerReads(String sent) {
        return new String(sent.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
