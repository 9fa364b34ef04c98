package dev.elch.deploy;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart's README has the settings and the keys of the Secret that the chart has. */
class ReadmeTest {

    private static final Path README = Chart.FOLDER.resolve("README.md");
    private static final String BEGIN = "<!-- settings: made from values.schema.json and values.yaml -->\n";
    private static final String END = "<!-- end of settings -->\n";

    /** With -Delch.chart.readme=write the table is written instead of compared. */
    @Test
    void the_table_of_settings_is_that_of_the_schema() throws IOException {
        String text = Files.readString(README);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(end).as("the comments around the table").isGreaterThanOrEqualTo(begin);

        String upToDate = text.substring(0, begin) + ChartSettings.table() + text.substring(end);
        if ("write".equals(System.getProperty("elch.chart.readme"))) {
            Files.writeString(README, upToDate);
        }

        assertThat(Files.readString(README))
                .as("the table is stale: ./mvnw test -pl deploy -am -Dtest=ReadmeTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Delch.chart.readme=write")
                .isEqualTo(upToDate);
    }

    @Test
    void the_table_of_secrets_has_every_key_and_who_reads_it() throws IOException {
        String text = Files.readString(README);
        Manifests everything = Chart.minimalWith("""
                apiTokens: [{name: NAME, role: admin, sha256: '%s'}]
                people: {admins: ['1'], storageKeys: {k1: k}}
                monitoring: {token: t, serviceMonitor: {enabled: true}}
                notification:
                  provider: {primary: smtp, failover: sendgrid}
                  smtp: {host: m, username: u, password: p}
                  sendgrid: {apiKey: k, webhookPublicKey: w, reportKeys: {k1: k}}
                dlq:
                  mailPreview: {enabled: true, token: t}
                  alerts: {webhook: {enabled: true, url: u}, slack: {enabled: true, url: u}}
                """.formatted("0".repeat(64)).replace("NAME", "name"));

        assertThat(everything.named("Secret elch").path("stringData").properties())
                .hasSizeGreaterThan(14)
                .allSatisfy(entry -> assertThat(text)
                        .contains("| `%s` | %s |"
                                .formatted(
                                        entry.getKey()
                                                .replace("-name-", "-NAME-")
                                                .replace("dispute-link-k1", "dispute-link-ID")
                                                .replace("report-key-k1", "report-key-ID")
                                                .replace("storage-key-k1", "storage-key-ID"),
                                        readers(everything, entry.getKey()))));
    }

    private static String readers(Manifests chart, String key) {
        String readers = Stream.of("auth", "notification", "dlq")
                .filter(service -> chart.environment(service).containsValue("elch/" + key))
                .map(service -> service + "-service")
                .collect(joining(", "));
        return readers.isEmpty() ? "Prometheus" : readers;
    }
}
