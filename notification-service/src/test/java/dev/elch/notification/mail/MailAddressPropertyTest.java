package dev.elch.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text that is given as a mail address. */
class MailAddressPropertyTest {

    private static final String ASCII = "[!-~&&[^@]]{1,64}@([a-z0-9-]{1,63}\\.)+[a-z][a-z0-9-]*";

    @Property
    void any_text_is_one_ascii_address_or_is_refused_without_being_repeated(@ForAll String text) {
        assertIsAsciiOrRefused(text);
    }

    @Property
    void what_looks_like_an_address_is_one_ascii_address_or_is_refused(@ForAll("nearlyAddresses") String text) {
        assertIsAsciiOrRefused(text);
    }

    @Property
    void an_address_stays_what_it_is(@ForAll("nearlyAddresses") String text) {
        read(text).ifPresent(address -> assertThat(read(address.toString())).contains(address));
    }

    @Property
    void the_local_part_is_never_changed(@ForAll("nearlyAddresses") String text) {
        read(text).ifPresent(address -> assertThat(text.strip()).startsWith(address.localPart() + "@"));
    }

    @Property
    void a_domain_in_ascii_stays_that_domain(@ForAll("labels") String label) {
        assertThat(MailAddress.parse("recipient", "a@" + label + ".Example").domain())
                .isEqualTo(label.toLowerCase(java.util.Locale.ROOT) + ".example");
    }

    @Property
    void an_address_without_a_top_level_domain_is_refused(@ForAll("labels") String label) {
        assertThatThrownBy(() -> MailAddress.parse("recipient", "a@" + label))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<String> labels() {
        return Arbitraries.strings().withChars("abcXYZ019").ofMinLength(1).ofMaxLength(63);
    }

    @Provide
    Arbitrary<String> nearlyAddresses() {
        Arbitrary<String> piece = Arbitraries.of(
                "a",
                "Z",
                "7",
                "-",
                "_",
                "+",
                ".",
                "..",
                "@",
                " ",
                "\"",
                "\\",
                "<",
                ">",
                "(",
                ",",
                "[",
                "]",
                "%",
                "example",
                ".com",
                ".mn",
                "localhost",
                "127.0.0.1",
                ".123",
                "xn--",
                "xn--fa-hia",
                "faß",
                "βόλος",
                "монгол",
                ".мон",
                "例",
                "。",
                "．",
                "｡",
                "ｅ",
                "\u00ad",
                "\u200d",
                "\u200c",
                "\u202e",
                "\u0000",
                "\u0085",
                "ﷺ",
                "℀",
                "İ",
                "ı",
                "א",
                "ب",
                "٣",
                "😀",
                "\ud800",
                "é",
                "e\u0301");
        Arbitrary<String> pieces = piece.list().ofMinSize(1).ofMaxSize(6).map(list -> String.join("", list));
        return pieces.flatMap(domain -> Arbitraries.of("a@", "bat.o'b+1@", "\"a b\"@", "")
                .flatMap(local -> Arbitraries.of(".example", ".com", "").map(end -> local + domain + end)));
    }

    private static void assertIsAsciiOrRefused(String text) {
        try {
            assertThat(MailAddress.parse("recipient", text).toString()).matches(ASCII);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).matches("recipient [ -~]+");
        }
    }

    private static Optional<MailAddress> read(String text) {
        try {
            return Optional.of(MailAddress.parse("recipient", text));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }
}
