package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file of values beside the chart makes a release that a cluster takes. */
class ProfilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"values-minimal.yaml", "values-ci.yaml", "values-production.yaml"})
    void lint_has_nothing_to_say(String profile, @TempDir Path folder) {
        LintResult result = Chart.lint(profile, folder);

        assertThat(result.getMessages())
                .noneMatch(message -> message.contains("[ERROR]") || message.contains("[WARNING]"));
        assertThat(result.isFailed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-minimal.yaml", "values-ci.yaml", "values-production.yaml"})
    void every_field_is_one_of_the_api(String profile) {
        assertThat(Chart.profile(profile).all())
                .isNotEmpty()
                .allSatisfy(
                        object -> assertThat(StrictModel.unknownFields(object)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-minimal.yaml", "values-ci.yaml", "values-production.yaml"})
    void every_pod_is_restricted(String profile) {
        assertThat(Chart.profile(profile).podSpecs())
                .containsKeys(
                        "Deployment elch-auth",
                        "Deployment elch-notification",
                        "Deployment elch-dlq",
                        "Job elch-init",
                        "Pod elch-test")
                .allSatisfy((name, pod) ->
                        assertThat(RestrictedPods.violations(pod)).as(name).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-minimal.yaml", "values-ci.yaml", "values-production.yaml"})
    void no_two_objects_have_the_same_name(String profile) {
        assertThat(Chart.profile(profile).names()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-minimal.yaml", "values-ci.yaml", "values-production.yaml"})
    void every_object_bears_the_labels_of_the_release(String profile) {
        assertThat(Chart.profile(profile).all())
                .allSatisfy(object -> assertThat(object.at("/metadata/labels").properties())
                        .as(Manifests.nameOf(object))
                        .extracting(
                                entry -> entry.getKey() + "=" + entry.getValue().asText())
                        .contains(
                                "app.kubernetes.io/name=elch",
                                "app.kubernetes.io/instance=elch",
                                "app.kubernetes.io/managed-by=Helm"));
    }

    /** A pod whose reference leads nowhere would wait in CreateContainerConfigError for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"values-minimal.yaml", "values-ci.yaml"})
    void every_key_that_a_container_reads_is_in_the_secret(String profile) {
        Manifests manifests = Chart.profile(profile);
        List<String> keys = manifests.named("Secret elch").path("stringData").properties().stream()
                .map(entry -> "elch/" + entry.getKey())
                .toList();

        for (String service : List.of("auth", "notification", "dlq")) {
            assertThat(manifests.environment(service).values())
                    .filteredOn(value -> value.startsWith("elch/"))
                    .isNotEmpty()
                    .isSubsetOf(keys);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-minimal.yaml", "values-ci.yaml", "values-production.yaml"})
    void a_pod_gets_more_time_to_stop_than_its_service_takes(String profile) {
        Manifests manifests = Chart.profile(profile);

        for (String service : List.of("auth", "notification", "dlq")) {
            int grace = manifests
                    .podSpecs()
                    .get("Deployment elch-" + service)
                    .path("terminationGracePeriodSeconds")
                    .asInt();
            int preStop = manifests
                    .container(service)
                    .at("/lifecycle/preStop/sleep/seconds")
                    .asInt();
            int phase = seconds(manifests.environment(service).get("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE"));
            assertThat(grace).as(service).isGreaterThanOrEqualTo(preStop + phase + 10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-minimal.yaml", "values-ci.yaml", "values-production.yaml"})
    void the_start_probe_is_more_patient_than_the_start_check(String profile) {
        Manifests manifests = Chart.profile(profile);

        for (String service : List.of("auth", "notification", "dlq")) {
            var probe = manifests.container(service).path("startupProbe");
            int patience = seconds(manifests.environment(service).get("ELCH_START_PATIENCE"));
            assertThat(probe.path("periodSeconds").asInt()
                            * probe.path("failureThreshold").asInt())
                    .as(service)
                    .isGreaterThanOrEqualTo(patience + 60);
        }
    }

    private static int seconds(String duration) {
        assertThat(duration).matches("[0-9]+s");
        return Integer.parseInt(duration.substring(0, duration.length() - 1));
    }
}
