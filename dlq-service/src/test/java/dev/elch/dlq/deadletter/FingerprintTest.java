package dev.elch.dlq.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mailbox of bat@example.mn is full | mailbox of dulmaa@mail.example is full",
                "queue id 4F2A9C01B3 timed out after 30 s | queue id 99AB00CD17 timed out after 12 s",
                "no user \"bat\" here | no user \"dulmaa\" here",
                "event 0198c0de-1111-7222-8333-444455556666 refused | event 0198ffff-2222-7222-8333-444455556666 refused",
                "Mailbox  full | mailbox full",
            })
    void is_the_same_for_messages_that_differ_in_whom_and_when(String one, String other) {
        assertThat(fingerprint(one)).isEqualTo(fingerprint(other)).hasSize(16);
    }

    /** A viewer reads the message of a group, and could try addresses against its fingerprint. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no user bat.bold%40example.mn | no user b***%<id>.mn",
                "no user bat.bold%2540example.mn | no user b***%<id>.mn",
                "bounce of bat.bold=example.mn@bounce.example | bounce of <address>",
                "no user \"bat bold\"@example.mn | no user <quoted>@example.mn",
            })
    void keeps_no_address_in_any_form(String message, String kept) {
        assertThat(Fingerprint.normalised(message)).isEqualTo(kept);
        assertThat(fingerprint(message)).isEqualTo(fingerprint(message.replace("bat.bold", "batchimeg")));
    }

    @Test
    void differs_by_kind_by_code_by_class_and_by_what_the_message_says() {
        assertThat(List.of(
                        Fingerprint.of(new Cause("policy", "550", "refused", List.of(), null)),
                        Fingerprint.of(new Cause("bad_address", "550", "refused", List.of(), null)),
                        Fingerprint.of(new Cause("policy", "554", "refused", List.of(), null)),
                        Fingerprint.of(new Cause("policy", "550", "unknown", List.of(), null)),
                        Fingerprint.of(new Cause("policy", "550", "refused", List.of("a.B"), null))))
                .doesNotHaveDuplicates();
    }

    private static String fingerprint(String message) {
        return Fingerprint.of(new Cause("policy", "550 5.7.1", message, List.of(), null));
    }
}
