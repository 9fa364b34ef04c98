package dev.elch.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.testkit.net.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Plays every answer that we know against the real providers over real sockets, and compares what comes out with
 * docs/outcomes.md. After an intended change run it once with {@code -Doutcomes.write=true}, read the page, and commit it.
 */
@Timeout(300)
class OutcomeMatrixTest {

    private static final Path PAGE = Path.of("../docs/outcomes.md");

    @Test
    void every_answer_means_what_the_page_says() throws IOException {
        String now = INTRODUCTION
                + SmtpMatrix.played(TestCertificate.forHost("localhost"), TestCertificate.forHost("elsewhere.example"))
                + SendGridMatrix.played();
        if (Boolean.getBoolean("outcomes.write")) {
            Files.writeString(PAGE, now);
        }
        assertThat(now).isEqualTo(Files.readString(PAGE));
    }

    private static final String INTRODUCTION = """
            # What a provider's answer means
            Printed by `OutcomeMatrixTest`, which plays each row against the real providers over real sockets and fails when this
            page differs. After an intended change: `./mvnw -pl notification-service -am test -Dtest=OutcomeMatrixTest
            -Dsurefire.failIfNoSpecifiedTests=false -Doutcomes.write=true`.

            | outcome | meaning | attempt used? |
            |---|---|---|
            | `Accepted(receipt)` | the provider took the mail, which is not the same as delivered | yes, final |
            | `RetryLater(reason)` | next step of the retry chain | yes |
            | `RetryAfter(wait, reason)` | the first step that is not earlier than the provider said; one hour at most | no |
            | `Pause(scope, reason)` | no mail is to blame: work for the scope stops, is probed, and resumes | no |
            | `Rejected(reason, suppression)` | will never work: dead letter; the address may be suppressed | yes, final |
            | `Ambiguous(reason)` | may have been accepted, the answer got lost | by policy: send again, or park |

            Where the reply code and the enhanced code are of different classes, the reply code is believed. A refusal before
            `MAIL FROM` is never blamed on a mail. `provider_down` feeds the breaker; once that is open, it is a `Pause` too.

            """;
}
