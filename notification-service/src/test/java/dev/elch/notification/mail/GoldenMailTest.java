package dev.elch.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mails as they were last reviewed. After an intended change run the test once with
 * {@code -Dgolden.write=true}, look at the mails, and commit them.
 */
class GoldenMailTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static Stream<Arguments> mails() {
        SignIns typical = SignIns.typical();
        return Stream.of("mn", "en-US").flatMap(locale -> {
            String language = locale.substring(0, 2);
            SignIns signIn = typical.withLocale(locale);
            return Stream.of(
                    Arguments.of(language + "-new-device", signIn.written()),
                    Arguments.of(
                            language + "-known-device", signIn.onKnownDevice().written()),
                    Arguments.of(
                            language + "-no-ip",
                            signIn.withIpAddress(null).withUserAgent(null).written()),
                    Arguments.of(language + "-hostile", signIn.hostile().written()),
                    Arguments.of(language + "-digest", DigestMailTest.written(signIn, 14, 3)));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void the_mail_is_as_it_was_last_reviewed(String name, Mail mail) throws IOException {
        assertThat(headersAndText(mail)).isEqualTo(golden(name + ".txt", headersAndText(mail)));
        assertThat(mail.html()).isEqualTo(golden(name + ".html", mail.html()));
    }

    private static String golden(String file, String now) throws IOException {
        Path path = GOLDEN.resolve(file);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(path, now);
        }
        return Files.readString(path);
    }

    private static String headersAndText(Mail mail) {
        return """
                Message-ID: %s
                From: %s <%s>
                To: %s
                Subject: %s
                Date: %s
                %s

                %s""".formatted(
                        mail.messageId(),
                        mail.fromName(),
                        mail.from(),
                        mail.to(),
                        mail.subject(),
                        mail.date(),
                        new TreeMap<>(mail.headers())
                                .entrySet().stream()
                                        .map(header -> header.getKey() + ": " + header.getValue())
                                        .collect(Collectors.joining("\n")),
                        mail.text());
    }
}
