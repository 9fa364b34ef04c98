package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.elch.contract.deployment.Deployment;
import dev.elch.testkit.stack.ContainerImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compose file starts the system that ./run starts, with the servers that the tests use. */
class ComposeTest {

    private static final String PLAYGROUND = Compose.read(Compose.ROOT.resolve("docs/playground.md"));
    private static final Pattern ROW = Pattern.compile("\\| [^|]+ \\| ([0-9, ]+) \\| `");
    private static final Pattern HOST = Pattern.compile("(?:http://|mongodb://|NETWORK://|^)([a-z][a-z-]+):(\\d+)");
    private static final Pattern SECRET = Pattern.compile(".*(SECRET|TOKEN|KEY|PEPPER|PASSWORD|SHA256).*(?<!_ROLE)");

    static Set<String> names() {
        return Compose.names();
    }

    static Set<String> servers() {
        return Compose.servers();
    }

    static Stream<String> ours() {
        return Stream.concat(Stream.of("init"), Compose.SERVICES.stream());
    }

    @Test
    void it_has_the_servers_the_preparation_and_the_three_services() {
        assertThat(Compose.names())
                .containsExactlyInAnyOrder(
                        "kafka",
                        "registry",
                        "mongo",
                        "mailpit",
                        "init",
                        "auth-service",
                        "notification-service",
                        "dlq-service",
                        "prometheus",
                        "grafana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus", "grafana"})
    void metrics_are_collected_only_when_asked_for(String container) {
        assertThat(Compose.container(container).path("profiles").toString()).isEqualTo("[\"observability\"]");
        assertThat(Compose.names())
                .filteredOn(name -> Compose.container(name).has("profiles"))
                .containsExactlyInAnyOrder("prometheus", "grafana");
    }

    /** Its jobs and targets, its alerts, and a token that each service takes: wrong ones would leave all panels empty. */
    @ParameterizedTest
    @CsvSource({
        "auth-service, elch-auth-management",
        "notification-service, elch-notification-management",
        "dlq-service, elch-dlq-management"
    })
    void prometheus_scrapes_each_service_as_in_the_chart(String service, String job) {
        JsonNode scrape = Manifests.stream(
                        Yaml.read(Path.of("compose", "prometheus.yml")).path("scrape_configs"))
                .filter(config -> config.path("job_name").asText().equals(job))
                .findFirst()
                .orElseThrow();

        assertThat(scrape.at("/static_configs/0/targets/0").asText())
                .isEqualTo(service + ":" + Compose.environment(service).get("SERVER_PORT"));
        assertThat(scrape.path("metrics_path").asText()).isEqualTo("/actuator/prometheus");
        assertThat(scrape.at("/authorization/credentials_file").asText()).isEqualTo("/run/secrets/elch-token");
        assertThat(Compose.environment(service)).containsKey("ELCH_API_TOKENS_COMPOSE_SHA256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus", "grafana"})
    void what_is_mounted_is_there(String container) {
        assertThat(Manifests.stream(Compose.container(container).path("volumes"))
                        .map(JsonNode::asText)
                        .filter(volume -> volume.startsWith("./"))
                        .map(volume -> Compose.ROOT.resolve(volume.split(":", 3)[0])))
                .hasSizeGreaterThan(1)
                .allSatisfy(file -> assertThat(file).exists());
    }

    @ParameterizedTest
    @CsvSource({
        "kafka, " + ContainerImages.BROKER,
        "registry, " + ContainerImages.REGISTRY,
        "mongo, " + ContainerImages.DATABASE
    })
    void a_server_is_the_one_that_tests_start_in_a_container(String container, String image) {
        assertThat(Compose.container(container).path("image").asText()).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "registry", "mongo", "mailpit", "prometheus", "grafana"})
    void the_version_of_a_server_is_exact(String container) {
        assertThat(Compose.container(container).path("image").asText()).matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void ports_are_those_of_the_playground() {
        Set<String> usual = new TreeSet<>();
        Matcher row = ROW.matcher(PLAYGROUND);
        while (row.find()) {
            usual.addAll(List.of(row.group(1).strip().split(", ", -1)));
        }
        assertThat(usual).hasSize(9).contains("8090");
        usual.remove("8090"); // the stand-in for GitHub: compose uses the real one

        Set<String> published = new TreeSet<>();
        Compose.names().stream()
                .filter(name -> !Compose.container(name).has("profiles"))
                .forEach(name -> Compose.ports(name).forEach(port -> published.add(port.split(":", 3)[1])));

        assertThat(published).isEqualTo(usual);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_server_listens_on_loopback_only(String container) {
        assertThat(Compose.ports(container))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "notification-service", "dlq-service"})
    void every_variable_of_a_service_is_a_setting_that_it_has(String service) {
        ServiceSettings settings = ServiceSettings.of(service);

        assertThat(Compose.environment(service).keySet())
                .hasSizeGreaterThan(8)
                .allSatisfy(variable ->
                        assertThat(settings.has(variable)).as(variable).isTrue());
    }

    @Test
    void every_host_that_a_variable_names_is_a_container_that_listens_there() {
        Compose.names()
                .forEach(name -> Compose.environment(name).forEach((variable, value) -> {
                    Matcher host = HOST.matcher(value);
                    while (host.find()) {
                        if (!host.group(1).equals("localhost")) {
                            assertThat(portsOf(host.group(1)))
                                    .as("%s of %s is %s", variable, name, value)
                                    .contains(host.group(2));
                        }
                    }
                }));
    }

    /** The ports that a container listens on inside of the network. */
    private static Set<String> portsOf(String container) {
        Set<String> ports = new TreeSet<>();
        Compose.ports(container).forEach(port -> ports.add(port.split(":", 3)[2]));
        Matcher listener = Pattern.compile("://:(\\d+)")
                .matcher(Compose.environment(container).getOrDefault("KAFKA_LISTENERS", ""));
        while (listener.find()) {
            ports.add(listener.group(1));
        }
        return ports;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "notification-service", "dlq-service"})
    void a_service_starts_once_topics_schemas_and_database_are_ready(String service) {
        assertThat(Compose.waitsFor(service))
                .containsEntry("init", "service_completed_successfully")
                .containsEntry("mongo", "service_healthy");
    }

    @Test
    void topics_and_schemas_are_made_once_their_servers_are_ready() {
        assertThat(Compose.waitsFor("init"))
                .isEqualTo(Map.of("kafka", "service_healthy", "registry", "service_healthy"));
        assertThat(Compose.container("init").path("restart").asText()).isEqualTo("no");
    }

    @Test
    void the_preparation_runs_the_deployment_of_the_contract() {
        JsonNode command = Compose.container("init").path("entrypoint");

        assertThat(command.get(0).asText()).isEqualTo("java");
        assertThat(command.get(command.size() - 1).asText()).isEqualTo(Deployment.class.getName());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_server_says_whether_it_is_well(String container) {
        JsonNode check = Compose.container(container).path("healthcheck");

        assertThat(check.path("test").get(0).asText()).isEqualTo("CMD");
        assertThat(check.path("interval").asText()).isEqualTo("5s");
        assertThat(check.path("retries").asInt()).isPositive();
        assertThat(check.path("start_period").asText()).isEqualTo("90s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "notification-service", "dlq-service"})
    void a_service_is_asked_for_its_readiness_on_its_own_port(String service) {
        assertThat(Compose.container(service).at("/healthcheck/test/3").asText())
                .contains("/dev/tcp/127.0.0.1/$$SERVER_PORT")
                .contains("GET /actuator/health/readiness");
        assertThat(Compose.ports(service))
                .singleElement()
                .asString()
                .endsWith(":" + Compose.environment(service).get("SERVER_PORT"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void what_is_ours_runs_on_a_read_only_root_without_rights(String container) {
        JsonNode ours = Compose.container(container);

        assertThat(ours.path("read_only").asBoolean()).isTrue();
        assertThat(ours.path("tmpfs").toString()).isEqualTo("[\"/tmp\"]");
        assertThat(ours.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_container_gains_rights_and_each_has_limits(String container) {
        assertThat(Compose.container(container).path("security_opt").toString())
                .isEqualTo("[\"no-new-privileges:true\"]");
        assertThat(Compose.memoryMegabytes(container)).isBetween(128L, 1024L);
        assertThat(Compose.container(container).path("pids_limit").asInt()).isBetween(64, 512);
    }

    /** Half of the limit is heap, as in the chart, whose limits were measured. */
    @ParameterizedTest
    @CsvSource({"auth-service, auth", "notification-service, notification", "dlq-service, dlq"})
    void a_service_has_the_memory_that_it_has_in_the_chart(String service, String chart) {
        JsonNode values = Yaml.read(Chart.FOLDER.resolve("values.yaml"));

        assertThat(Compose.memoryMegabytes(service) + "Mi")
                .isEqualTo(values.path(chart).at("/resources/limits/memory").asText());
        assertThat(Compose.environment(service).get("JAVA_TOOL_OPTIONS"))
                .isEqualTo(values.path(chart).path("javaOptions").asText());
    }

    /** Its background work and its last phase, as in the chart; auth-service has Spring Boot's 30 s for both. */
    @ParameterizedTest
    @CsvSource({"auth-service, 30", "notification-service, 55", "dlq-service, 35"})
    void a_service_is_killed_only_after_its_own_time_to_stop(String service, int seconds) {
        assertThat(Compose.grace(service)).isGreaterThan(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void no_secret_is_in_clear(String container) {
        assertThat(Compose.environment(container)).allSatisfy((variable, value) -> {
            if (SECRET.matcher(variable).matches()) {
                assertThat(value).as(variable).matches("\\$\\{[A-Z0-9_]+:\\?run scripts/make-env.sh first}");
            }
        });
    }

    @Test
    void the_example_of_settings_has_every_variable_and_no_other() {
        assertThat(Compose.variablesOf(Compose.ROOT.resolve(".env.example")).keySet())
                .containsExactlyInAnyOrderElementsOf(Compose.variables());
    }

    @Test
    void settings_with_secrets_are_not_committed() {
        assertThat(Compose.read(Compose.ROOT.resolve(".gitignore")).lines()).contains(".env");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "notification-service", "dlq-service"})
    void the_image_of_a_service_is_built_from_its_jar(String service) {
        JsonNode build = Compose.container(service).path("build");

        assertThat(Compose.ROOT.resolve(build.path("dockerfile").asText())).exists();
        assertThat(build.at("/args/SERVICE").asText()).isEqualTo(service);
        assertThat(Compose.container(service).path("image").asText())
                .isEqualTo("elch/" + service + ":${ELCH_TAG:-dev}");
        assertThat(Compose.read(Compose.ROOT.resolve(".dockerignore")).lines())
                .contains("!" + service + "/target/" + service + "-*-app.jar");
    }

    @ParameterizedTest
    @CsvSource({"kafka, /var/lib/kafka/data", "mongo, /data/db"})
    void a_server_with_data_keeps_it_in_a_volume(String container, String folder) {
        assertThat(Compose.container(container).path("volumes").toString()).contains(container + ":" + folder);
    }

    @Test
    void kafka_writes_into_its_volume_and_makes_no_topic_by_itself() {
        assertThat(Compose.environment("kafka"))
                .containsEntry("KAFKA_LOG_DIRS", "/var/lib/kafka/data")
                .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }

    @Test
    void the_database_is_a_replica_set_whose_name_the_services_know() {
        assertThat(Compose.container("mongo").path("command").toString()).contains("\"--replSet\",\"rs0\"");
        assertThat(Compose.SERVICES)
                .allSatisfy(service -> assertThat(Compose.environment(service).get("SPRING_MONGODB_URI"))
                        .endsWith("?replicaSet=rs0"));
    }

    /** What one service may read must not open what the others keep, such as the keys that sign tokens. */
    @Test
    void each_service_has_a_database_of_its_own() {
        assertThat(Compose.SERVICES)
                .extracting(service -> Compose.environment(service).get("SPRING_MONGODB_URI"))
                .doesNotHaveDuplicates();
        assertThat(Compose.environment("notification-service").get("SPRING_MONGODB_URI"))
                .contains("/" + Compose.environment("dlq-service").get("ELCH_DLQ_NOTIFICATIONDATABASE") + "?");
    }

    @Test
    void links_in_mails_are_signed_with_the_key_that_auth_service_checks() {
        String variable = "ELCH_DISPUTELINK_KEYS_COMPOSE";

        assertThat(Compose.environment("notification-service").get(variable))
                .isEqualTo(Compose.environment("auth-service").get(variable));
    }
}
