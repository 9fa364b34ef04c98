package dev.elch.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a deployment may set, and what it is told when it sets nonsense. */
class MailPropertiesTest {

    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(MailConfiguration.class);

    private final Map<String, String> good = Map.of(
            "elch.mail.from", "no-reply@elch.example",
            "elch.mail.app-url", "https://elch.example/",
            "elch.dispute-link.keys.k1", SECRET);

    @Test
    void starts_with_sender_address_and_key_alone() {
        service.withPropertyValues(lines(good)).run(context -> {
            assertThat(context).hasNotFailed();
            MailProperties mail = context.getBean(MailProperties.class);
            assertThat(mail.fromName()).isEqualTo("Elch");
            assertThat(mail.mailDomain()).isEqualTo("elch.example");
            assertThat(mail.appUrl()).isEqualTo("https://elch.example");
            assertThat(mail.zone()).hasToString("Asia/Ulaanbaatar");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            elch.mail.from                 | ''                      | elch.mail.from is missing
            elch.mail.from                 | Elch <a@elch.example>   | elch.mail.from is not a plain mail address
            elch.mail.app-url              | ''                      | elch.mail.app-url is missing
            elch.mail.app-url              | http://elch.example     | must start with https://
            elch.mail.app-url              | https://u:p@elch.example| must be scheme://host
            elch.mail.app-url              | elch.example            | must be scheme://host
            elch.mail.mail-domain          | a b                     | is not a domain name
            elch.mail.app-name             | ' '                     | must have 1 to 60 characters
            elch.mail.zone                 | Mars/Olympus            | Unknown time-zone ID: Mars/Olympus
            elch.dispute-link.keys.k1      | '!!!'                   | elch.dispute-link.keys.k1 is not base64
            elch.dispute-link.keys.k1      | c2hvcnQ=                | must have at least 32 bytes
            elch.dispute-link.signing-key  | k9                      | is none of the keys [k1]
            elch.dispute-link.validity     | 1m                      | is not within 1 hour and 90 days
            """)
    void says_what_is_wrong(String name, String value, String sentence) {
        Map<String, String> bad = new HashMap<>(good);
        bad.put(name, value);
        service.withPropertyValues(lines(bad))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    @Test
    void wants_a_key() {
        service.withPropertyValues("elch.mail.from=a@elch.example", "elch.mail.app-url=https://elch.example")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("openssl rand -base64 32"));
    }

    @Test
    void wants_to_know_which_of_two_keys_signs() {
        service.withPropertyValues(lines(good))
                .withPropertyValues("elch.dispute-link.keys.k2=" + SECRET)
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("signing-key is missing"));
    }

    @Test
    void shows_no_secret_in_logs() {
        assertThat(SignIns.DISPUTE.toString()).contains("k1").doesNotContain("AAAA");
    }

    private static String[] lines(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }
}
