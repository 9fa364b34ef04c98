package dev.elch.dlq.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesViewTest {

    @Test
    void shows_what_is_text_and_dots_for_the_rest() {
        byte[] bytes = {0, 'a', (byte) 0xff, '\n', '\t', (byte) 0xd0, (byte) 0x91, 0x1b, 0x7f};

        BytesView shown = BytesView.ofNullable(Bytes.copyOf(bytes));

        assertThat(shown).isEqualTo(new BytesView(9, 9, ".a.\n\tБ..", "00 61 ff 0a 09 d0 91 1b 7f"));
    }

    @Test
    void shows_the_beginning_of_what_is_long() {
        BytesView shown =
                BytesView.ofNullable(Bytes.copyOf("x".repeat(1_000_000).getBytes(UTF_8)));

        assertThat(shown.size()).isEqualTo(1_000_000);
        assertThat(shown.shown()).isEqualTo(BytesView.MOST);
        assertThat(shown.text()).hasSize(BytesView.MOST);
        assertThat(shown.hex()).hasSize(BytesView.MOST * 3 - 1);
    }

    @Test
    void no_bytes_are_not_the_same_as_an_empty_value() {
        assertThat(BytesView.ofNullable(null)).isNull();
        assertThat(BytesView.ofNullable(Bytes.copyOf(new byte[0]))).isEqualTo(new BytesView(0, 0, "", ""));
    }
}
