package dev.elch.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a provider says reaches logs, journals and the console: one clean line that shows what it says. */
class ProviderTextTest {

    @Test
    void is_one_line_without_anything_invisible() {
        assertThat(ProviderText.of("no\u0000such\u0007user")).isEqualTo("no such user");
        assertThat(ProviderText.of("no\u009Bsuch\u0085user")).isEqualTo("no such user");
        assertThat(ProviderText.of("no\u202Esuch\u2066 user\u2069")).isEqualTo("nosuch user");
        assertThat(ProviderText.of("no\uFEFFsuch\u200B user")).isEqualTo("nosuch user");
        assertThat(ProviderText.of("no\u2028such\u2029user")).isEqualTo("no such user");
        assertThat(ProviderText.of("\u001B[31mred\u001B[0m")).isEqualTo("[31mred [0m");
    }

    @Test
    void masks_an_address_whatever_is_in_it() {
        assertThat(ProviderText.of("bat@example.com\u0000 unknown")).isEqualTo("b***@example.com unknown");
        assertThat(ProviderText.of("<bat%40example.com> \"bat bold\"@example.com"))
                .doesNotContain("bat%", "bold");
        assertThat(ProviderText.of("$1\\@b\\ unknown")).isEqualTo("$***@b\\ unknown");
    }

    @Test
    void is_cut_between_characters() {
        String shown = ProviderText.of("\uD83D\uDD12".repeat(3_000));
        assertThat(shown.codePointCount(0, shown.length())).isEqualTo(200);
        assertThat(shown).endsWith("\uD83D\uDD12…").doesNotContain("\uD83D…");
    }

    @Test
    void any_text_comes_out_short_visible_and_unchanged_by_a_second_cleaning() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            String said = anyText(random);
            String shown = ProviderText.of(said);
            assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(200);
            assertThat(shown.codePoints())
                    .as("round %s", round)
                    .noneMatch(codePoint -> Character.isISOControl(codePoint)
                            || Character.getType(codePoint) == Character.SURROGATE
                            || (codePoint >= 0x202A && codePoint <= 0x202E)
                            || (codePoint >= 0x2066 && codePoint <= 0x2069));
        }
    }

    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(300); left > 0; left--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0xA0));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(random.nextInt(0x110000));
                default -> text.append("@$\\<> \u202E".charAt(random.nextInt(7)));
            }
        }
        return text.toString();
    }
}
