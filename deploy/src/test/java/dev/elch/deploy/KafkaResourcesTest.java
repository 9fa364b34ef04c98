package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.elch.contract.Topics;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics and users for Strimzi are those of the contract. */
class KafkaResourcesTest {

    private static final String STRIMZI = "strimzi: {cluster: main, topics: {enabled: true}, users: {enabled: true}}";

    @Test
    void there_is_every_topic_of_the_contract_and_no_other() {
        List<String> topics = Chart.minimalWith(STRIMZI).names().stream()
                .filter(name -> name.startsWith("KafkaTopic "))
                .map(name -> name.substring("KafkaTopic ".length()))
                .toList();

        assertThat(topics).containsExactlyInAnyOrderElementsOf(Topics.all());
    }

    @Test
    void a_topic_takes_records_as_large_as_the_contract_says() {
        Manifests manifests = Chart.minimalWith(STRIMZI);

        assertThat(Topics.all())
                .allSatisfy(topic -> assertThat(manifests
                                .named("KafkaTopic " + topic)
                                .at("/spec/config/max.message.bytes")
                                .asInt())
                        .as(topic)
                        .isEqualTo(Topics.isForCopies(topic) ? Topics.LARGEST_COPY : Topics.LARGEST_RECORD));
    }

    @Test
    void dead_letters_are_kept_longer_than_anything_else() {
        Manifests manifests = Chart.minimalWith(STRIMZI);
        long deadLetters = retention(manifests, Topics.DEAD_LETTERS);

        assertThat(Topics.all())
                .filteredOn(topic -> !topic.equals(Topics.DEAD_LETTERS))
                .allSatisfy(topic -> assertThat(retention(manifests, topic)).isLessThan(deadLetters));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "5, 2"})
    void two_copies_of_three_are_written_before_a_record_is_acknowledged(int copies, String inSync) {
        JsonNode topic = Chart.minimalWith("{topics: {replicationFactor: " + copies + "}, " + STRIMZI + "}")
                .named("KafkaTopic user-signed-in");

        assertThat(topic.at("/spec/config/min.insync.replicas").asText()).isEqualTo(inSync);
        assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(copies);
    }

    @Test
    void an_uninstall_keeps_the_topics() {
        assertThat(Chart.minimalWith(STRIMZI).all())
                .filteredOn(object -> object.path("kind").asText().equals("KafkaTopic"))
                .hasSize(Topics.all().size())
                .allSatisfy(topic -> assertThat(topic.at("/metadata/annotations/helm.sh~1resource-policy")
                                .asText())
                        .isEqualTo("keep"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth | user-signed-in Write",
                "dlq | notification-settled Read, user-signed-in.dlt Read, user-signed-in.replay Read, user-signed-in.replay Write",
            })
    void a_user_may_do_what_its_service_does_and_no_more(String service, String rights) {
        JsonNode user = Chart.minimalWith(STRIMZI).named("KafkaUser elch-" + service);

        assertThat(Manifests.stream(user.at("/spec/authorization/acls"))
                        .filter(acl -> acl.at("/resource/type").asText().equals("topic"))
                        .flatMap(acl -> Manifests.stream(acl.path("operations"))
                                .map(JsonNode::asText)
                                .filter(operation -> !operation.startsWith("Describe"))
                                .map(operation -> acl.at("/resource/name").asText() + " " + operation))
                        .sorted()
                        .collect(Collectors.joining(", ")))
                .isEqualTo(rights);
    }

    /** The console compares the topics with the contract. */
    @Test
    void the_console_may_look_at_the_settings_of_every_topic() {
        JsonNode user = Chart.minimalWith(STRIMZI).named("KafkaUser elch-dlq");

        assertThat(Manifests.stream(user.at("/spec/authorization/acls"))
                        .filter(acl -> acl.at("/resource/type").asText().equals("topic"))
                        .filter(acl -> Manifests.stream(acl.path("operations"))
                                .map(JsonNode::asText)
                                .toList()
                                .containsAll(List.of("Describe", "DescribeConfigs")))
                        .map(acl -> acl.at("/resource/name").asText()))
                .containsExactlyInAnyOrderElementsOf(Topics.all());
    }

    @Test
    void all_users_together_use_only_topics_of_the_contract() {
        assertThat(Chart.minimalWith(STRIMZI).all())
                .filteredOn(object -> object.path("kind").asText().equals("KafkaUser"))
                .hasSize(3)
                .flatExtracting(user -> Manifests.stream(user.at("/spec/authorization/acls"))
                        .filter(acl -> acl.at("/resource/type").asText().equals("topic"))
                        .map(acl -> acl.at("/resource/name").asText())
                        .toList())
                .containsAll(Topics.all())
                .isSubsetOf(Topics.all());
    }

    private static long retention(Manifests manifests, String topic) {
        return manifests
                .named("KafkaTopic " + topic)
                .at("/spec/config/retention.ms")
                .asLong();
    }
}
