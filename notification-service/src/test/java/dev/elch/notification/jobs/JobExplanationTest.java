package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.access.problem.InvalidRequestException;
import dev.elch.notification.provider.ReasonKind;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JobExplanationTest {

    private static final ZoneId ULAANBAATAR = ZoneId.of("Asia/Ulaanbaatar");

    private final Instant begin = Instant.parse("2026-03-01T10:00:00Z");
    private final List<JobView.Attempt> journal = new ArrayList<>();

    @Test
    void a_story_has_a_beginning_every_attempt_and_an_end() {
        attempt(1, "smtp", "retry_later", "greylisted", "450 4.2.0");
        attempt(2, "smtp", "accepted", "accepted", "");

        assertThat(told(JobStatus.COMPLETED, ExplanationLanguage.ENGLISH))
                .containsExactly(
                        "1 March 2026, 18:00:00 (UTC+08:00). The request was taken in by the API. Handed in by: shop.",
                        "1 March 2026, 18:00:01 (UTC+08:00). Attempt 1. Asked: smtp. It did not work for now and will be"
                                + " tried again. Reason: the recipient's server lets unknown senders wait at first. Code of the"
                                + " answer: 450 4.2.0.",
                        "1 March 2026, 18:00:02 (UTC+08:00). Attempt 2. Asked: smtp. The provider took the mail.",
                        "Now: it is done. The mail was sent.");
    }

    @Test
    void the_same_story_is_told_in_mongolian() {
        attempt(1, "smtp", "rejected", "bad_address", "550 5.1.1");

        assertThat(told(JobStatus.DLQ, ExplanationLanguage.MONGOLIAN))
                .containsExactly(
                        "2026 оны 3-р сарын 1, 18:00:00 (UTC+08:00). Хүсэлтийг API-аар хүлээж авсан. Илгээсэн тал: shop.",
                        "2026 оны 3-р сарын 1, 18:00:01 (UTC+08:00). 1 дүгээр оролдлого. Илгээгч: smtp. Имэйлээс бүрмөсөн"
                                + " татгалзсан. Шалтгаан: ийм хаяг байхгүй. Хариуны код: 550 5.1.1.",
                        "Одоо: хүргэж чадаагүй, хүний шийдвэр хүлээж байна.");
    }

    @Test
    void a_replay_and_an_attempt_that_asked_no_provider_are_told_too() {
        attempt(1, "", "dropped", "expired", "");
        journal.add(new JobView.Attempt(begin.plusSeconds(9), 1, 1, "smtp", "accepted", "accepted", "", "", 5));

        assertThat(told(JobStatus.COMPLETED, ExplanationLanguage.ENGLISH))
                .contains(
                        "1 March 2026, 18:00:01 (UTC+08:00). Attempt 1. No mail was sent. Reason: it was so late that the"
                                + " mail was of no use.",
                        "Round 1: an operator asked for another try.");
    }

    @Test
    void words_that_no_sentence_knows_are_told_as_they_are() {
        attempt(1, "smtp", "vanished", "gremlins", "");

        assertThat(told(JobStatus.DLQ, ExplanationLanguage.ENGLISH))
                .anyMatch(line -> line.endsWith("vanished. Reason: gremlins."));
    }

    @Test
    void every_state_has_an_ending_in_both_languages() {
        for (JobStatus status : JobStatus.values()) {
            for (ExplanationLanguage language : ExplanationLanguage.values()) {
                assertThat(told(status, language)).last().asString().doesNotContain("{");
            }
        }
    }

    @Test
    void every_word_of_the_providers_has_a_sentence() throws IllegalAccessException {
        for (Field word : ReasonKind.class.getFields()) {
            assertThat(ExplanationLanguage.MONGOLIAN.has("reason." + word.get(null)))
                    .as("a sentence for %s", word.get(null))
                    .isTrue();
        }
    }

    @Test
    void both_languages_know_the_same_sentences() {
        assertThat(keys(Locale.forLanguageTag("en"))).isEqualTo(keys(Locale.forLanguageTag("mn")));
    }

    @Test
    void the_language_is_the_one_asked_for_or_preferred_or_mongolian() {
        assertThat(ExplanationLanguage.of("en", "mn")).isEqualTo(ExplanationLanguage.ENGLISH);
        assertThat(ExplanationLanguage.of(null, "en-GB,en;q=0.9,mn;q=0.1")).isEqualTo(ExplanationLanguage.ENGLISH);
        assertThat(ExplanationLanguage.of(null, "mn,en;q=0.9")).isEqualTo(ExplanationLanguage.MONGOLIAN);
        assertThat(ExplanationLanguage.of(null, "fr")).isEqualTo(ExplanationLanguage.MONGOLIAN);
        assertThat(ExplanationLanguage.of(null, "=;,")).isEqualTo(ExplanationLanguage.MONGOLIAN);
        assertThat(ExplanationLanguage.of(null, null)).isEqualTo(ExplanationLanguage.MONGOLIAN);
        assertThatThrownBy(() -> ExplanationLanguage.of("fr", null)).isInstanceOf(InvalidRequestException.class);
    }

    private static Set<String> keys(Locale locale) {
        return new TreeSet<>(ResourceBundle.getBundle(
                        "dev.elch.notification.jobs.JobExplanation",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .keySet());
    }

    private void attempt(int number, String provider, String outcome, String kind, String code) {
        Instant at = begin.plus(Duration.ofSeconds(number));
        journal.add(new JobView.Attempt(at, 0, number, provider, outcome, kind, code, "", 12));
    }

    private List<String> told(JobStatus status, ExplanationLanguage language) {
        JobView job = new JobView(
                "key",
                "github:7",
                status,
                "b***@example.com",
                "shop",
                0,
                begin,
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                journal);
        return JobExplanation.tell(job, language, ULAANBAATAR).lines();
    }
}
