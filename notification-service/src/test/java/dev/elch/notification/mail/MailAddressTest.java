package dev.elch.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    /** cases.md, row 9: IDNA2008, and never the domain of a stranger. */
    @ParameterizedTest
    @CsvSource({
        "ida@faß.example, ida@xn--fa-hia.example",
        "b@βόλος.example, b@xn--nxasmm1c.example",
        "bat@монгол.мон, bat@xn--c1aqbeec.xn--l1acc",
        "bat@МОНГОЛ.МОН, bat@xn--c1aqbeec.xn--l1acc",
        "i@bücher.example, i@xn--bcher-kva.example",
        "i@bu\u0308cher.example, i@xn--bcher-kva.example",
        "i@xn--fa-hia.example, i@xn--fa-hia.example",
        "i@XN--Fa-Hia.Example, i@xn--fa-hia.example",
        "i@ｅｘａｍｐｌｅ.com, i@example.com",
        "o'brien+news@Example.COM, o'brien+news@example.com",
        "a@r3---sn-4g5e.example.com, a@r3---sn-4g5e.example.com",
        "' a@example.com ', a@example.com"
    })
    void has_the_domain_in_the_form_of_dns(String address, String ascii) {
        assertThat(MailAddress.parse("recipient", address)).hasToString(ascii);
    }

    /** cases.md, row 10, and its kind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@127.0.0.1",
                "a@[127.0.0.1]",
                "a@[IPv6:2001:db8::7]",
                "a@localhost",
                "a@example.123",
                "a@example.0x7f",
                "a@example.org。com",
                "a@example．com",
                "a@example｡com",
                "a@example.com.",
                "a@.example.com",
                "a@exa_mple.com",
                "a@-example.com",
                "a@example-.com",
                "a@a\u200db.example",
                "a@a℀b.example",
                "a@אa.example",
                "\"a b\"@example.com",
                "\"a\"@example.com",
                "бат@example.com",
                "a..b@example.com",
                ".a@example.com",
                "a@b@example.com",
                "example.com",
                "@example.com",
                "a@",
                ""
            })
    void refuses_what_is_not_one_plain_address(String address) {
        assertThatThrownBy(() -> MailAddress.parse("recipient", address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recipient is not a plain mail address such as name@example.com");
    }

    @Test
    void refuses_parts_that_are_too_long() {
        String label = "a".repeat(63);
        assertThat(MailAddress.parse("recipient", "a".repeat(64) + "@" + label + ".example")
                        .localPart())
                .hasSize(64);
        assertThatThrownBy(() -> MailAddress.parse("recipient", "a".repeat(65) + "@example.com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MailAddress.parse("recipient", "a@" + label + "a.example"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MailAddress.parse("recipient", "a@" + (label + ".").repeat(4) + "com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MailAddress.parse("recipient", "a@" + "ä.".repeat(20_000) + "com"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
