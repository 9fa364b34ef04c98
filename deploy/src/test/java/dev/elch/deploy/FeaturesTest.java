package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each setting switches on, and that nothing of it is there without. */
class FeaturesTest {

    private static final String KEDA = "notification: {keda: {enabled: true, maxReplicas: 3}}";
    private static final String STRIMZI = "strimzi: {cluster: main, topics: {enabled: true}, users: {enabled: true}}";

    @ParameterizedTest(name = "{1} with {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "auth: {ingress: {enabled: true, host: a.example.org}} | Ingress elch-auth",
                "notification: {ingress: {enabled: true, host: a.example.org}} | Ingress elch-notification",
                "dlq: {ingress: {enabled: true, host: a.example.org}} | Ingress elch-dlq",
                "auth: {route: {enabled: true, parentRefs: [{name: g}]}} | HTTPRoute elch-auth",
                "notification: {route: {enabled: true, parentRefs: [{name: g}]}} | HTTPRoute elch-notification",
                "dlq: {route: {enabled: true, parentRefs: [{name: g}]}} | HTTPRoute elch-dlq",
                "auth: {autoscaling: {enabled: true}} | HorizontalPodAutoscaler elch-auth",
                "dlq: {autoscaling: {enabled: true}} | HorizontalPodAutoscaler elch-dlq",
                KEDA + " | ScaledObject elch-notification",
                "{kafka: {protocol: SASL_SSL, existingSecret: k}, notification: {keda: {enabled: true, maxReplicas: 3, existingSecret: s}}}"
                        + " | TriggerAuthentication elch-notification-kafka",
                "monitoring: {serviceMonitor: {enabled: true}, token: t} | ServiceMonitor elch-auth",
                "monitoring: {serviceMonitor: {enabled: true}, token: t} | ServiceMonitor elch-notification",
                "monitoring: {serviceMonitor: {enabled: true}, token: t} | ServiceMonitor elch-dlq",
                "monitoring: {prometheusRule: {enabled: true}} | PrometheusRule elch",
                "monitoring: {dashboards: {enabled: true}} | ConfigMap elch-dashboard-elch",
                "{certManager: {enabled: true, issuerName: i}, auth: {ingress: {enabled: true, host: h, tlsSecret: t}}}"
                        + " | Certificate elch-auth",
                STRIMZI + " | KafkaTopic user-signed-in",
                STRIMZI + " | KafkaUser elch-notification",
                "externalSecrets: {enabled: true, store: {name: s}, remoteKey: elch} | ExternalSecret elch",
                "extraObjects: [{apiVersion: v1, kind: ConfigMap, metadata: {name: mine}}] | ConfigMap mine",
            })
    void makes_an_object_only_when_asked(String values, String object) {
        assertThat(Chart.profile("values-minimal.yaml").names()).doesNotContain(object);

        Manifests manifests = Chart.minimalWith(values);

        assertThat(manifests.names()).contains(object).doesNotHaveDuplicates();
        assertThat(manifests.all())
                .allSatisfy(made -> assertThat(StrictModel.unknownFields(made)).isEmpty());
    }

    @ParameterizedTest(name = "no {1} with {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "init: {enabled: false} | Job elch-init",
                "init: {enabled: false} | NetworkPolicy elch-init",
                "networkPolicy: {enabled: false} | NetworkPolicy elch-init",
                "auth: {enabled: false} | Deployment elch-auth",
                "auth: {enabled: false} | Service elch-auth",
                "auth: {enabled: false} | NetworkPolicy elch-auth",
                "notification: {enabled: false} | Deployment elch-notification",
                "notification: {enabled: false} | ConfigMap elch-notification",
                "dlq: {enabled: false} | Deployment elch-dlq",
                "dlq: {enabled: false} | ServiceAccount elch-dlq",
                "auth: {podDisruptionBudget: {enabled: false}} | PodDisruptionBudget elch-auth",
                "notification: {podDisruptionBudget: {enabled: false}} | PodDisruptionBudget elch-notification",
                "dlq: {podDisruptionBudget: {enabled: false}} | PodDisruptionBudget elch-dlq",
                "networkPolicy: {enabled: false} | NetworkPolicy elch-default-deny",
                "networkPolicy: {enabled: false} | NetworkPolicy elch-notification",
                "networkPolicy: {enabled: false} | NetworkPolicy elch-test",
                "secret: {existingSecret: mine} | Secret elch",
                "externalSecrets: {enabled: true, store: {name: s}, remoteKey: elch} | Secret elch",
            })
    void leaves_an_object_out_when_asked(String values, String object) {
        assertThat(Chart.profile("values-minimal.yaml").names()).contains(object);
        assertThat(Chart.minimalWith(values).names()).doesNotContain(object);
    }

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "auth: {replicas: 4} | Deployment elch-auth | /spec/replicas | 4",
                "auth: {autoscaling: {enabled: true}} | Deployment elch-auth | /spec/replicas | ''",
                "auth: {autoscaling: {enabled: true}} | HorizontalPodAutoscaler elch-auth | /spec/scaleTargetRef/name | elch-auth",
                KEDA + " | Deployment elch-notification | /spec/replicas | ''",
                KEDA + " | ScaledObject elch-notification | /spec/triggers/0/metadata/topic | user-signed-in",
                KEDA + " | ScaledObject elch-notification | /spec/triggers/1 | ''",
                "image: {registry: r.example.org/team/} | Deployment elch-dlq | /spec/template/spec/containers/0/image"
                        + " | r.example.org/team/elch/dlq-service:0.1.0",
                "image: {tag: '7'} | Deployment elch-dlq | /spec/template/spec/containers/0/image | elch/dlq-service:7",
                "{image: {tag: '7'}, dlq: {image: {tag: '8'}}} | Deployment elch-dlq | /spec/template/spec/containers/0/image"
                        + " | elch/dlq-service:8",
                "dlq: {image: {tag: '8', digest: 'sha256:1111111111111111111111111111111111111111111111111111111111111111'}}"
                        + " | Deployment elch-dlq | /spec/template/spec/containers/0/image"
                        + " | elch/dlq-service@sha256:1111111111111111111111111111111111111111111111111111111111111111",
                "image: {pullSecrets: [login]} | Deployment elch-auth | /spec/template/spec/imagePullSecrets/0/name | login",
                "management: {port: 9191} | Service elch-auth-management | /spec/ports/0/port | 9191",
                "management: {port: 9191} | Deployment elch-auth | /spec/template/spec/containers/0/ports/1/containerPort | 9191",
                "auth: {service: {type: LoadBalancer}} | Service elch-auth | /spec/type | LoadBalancer",
                "auth: {service: {port: 8000}} | Service elch-auth | /spec/ports/0/port | 8000",
                "auth: {nodeSelector: {disk: ssd}} | Deployment elch-auth | /spec/template/spec/nodeSelector/disk | ssd",
                "auth: {priorityClassName: high} | Deployment elch-auth | /spec/template/spec/priorityClassName | high",
                "auth: {podLabels: {team: mail}} | Deployment elch-auth | /spec/template/metadata/labels/team | mail",
                "auth: {podAnnotations: {note: x}} | Deployment elch-auth | /spec/template/metadata/annotations/note | x",
                "commonLabels: {team: mail} | Service elch-dlq | /metadata/labels/team | mail",
                "auth: {topologySpread: false} | Deployment elch-auth | /spec/template/spec/topologySpreadConstraints | ''",
                "auth: {tolerations: [{key: k, operator: Exists}]} | Deployment elch-auth | /spec/template/spec/tolerations/0/key | k",
                "auth: {resources: {limits: {memory: 1Gi}}} | Deployment elch-auth"
                        + " | /spec/template/spec/containers/0/resources/limits/memory | 1Gi",
                "auth: {extraVolumes: [{name: v, emptyDir: {}}]} | Deployment elch-auth | /spec/template/spec/volumes/1/name | v",
                "auth: {ingress: {enabled: true, host: h.example.org, className: nginx}} | Ingress elch-auth"
                        + " | /spec/ingressClassName | nginx",
                "auth: {ingress: {enabled: true, host: h.example.org, tlsSecret: t}} | Ingress elch-auth"
                        + " | /spec/tls/0/secretName | t",
                "notification: {ingress: {enabled: true, host: h.example.org}} | Ingress elch-notification"
                        + " | /spec/rules/0/http/paths/0/path | /webhooks",
                "auth: {shutdown: {terminationGracePeriodSeconds: 120}} | Deployment elch-auth"
                        + " | /spec/template/spec/terminationGracePeriodSeconds | 120",
                "auth: {podDisruptionBudget: {maxUnavailable: 2}} | PodDisruptionBudget elch-auth | /spec/maxUnavailable | 2",
                "tests: {image: 'example.org/busybox:1'} | Pod elch-test | /spec/containers/0/image | example.org/busybox:1",
                STRIMZI + " | KafkaTopic user-signed-in | /spec/partitions | 3",
                STRIMZI + " | KafkaUser elch-auth | /spec/authorization/acls/0/operations | '[\"Write\",\"Describe\"]'",
                "monitoring: {dashboards: {enabled: true, namespace: grafana}} | ConfigMap elch-dashboard-elch"
                        + " | /metadata/namespace | grafana",
            })
    void a_value_lands_in_its_field(String values, String object, String field, String expected) {
        JsonNode made = Chart.minimalWith(values).named(object);

        assertThat(made.isMissingNode()).as(object).isFalse();
        assertThat(textOf(made.at(field))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} {2} with {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | auth | SPRING_PROFILES_ACTIVE | production",
                "{} | notification | SPRING_KAFKA_BOOTSTRAPSERVERS | kafka:9092",
                "{} | dlq | SPRING_MONGODB_URI | elch/mongodb-uri-dlq",
                "{} | notification | ELCH_DISPUTELINK_KEYS_K1 | elch/dispute-link-k1",
                "people: {viewers: ['1'], storageKeys: {k1: k}} | auth | ELCH_PEOPLE_STORAGEKEYS_K1 | elch/storage-key-k1",
                "people: {viewers: ['1'], existingSecret: s} | auth | ELCH_PEOPLE_STORAGEKEYS_K1 | s/storage-key-k1",
                "notification: {sendgrid: {webhookPublicKey: w, reportKeys: {k1: r}}} | notification | ELCH_WEBHOOK_KEYS_K1"
                        + " | elch/report-key-k1",
                "notification: {sendgrid: {webhookPublicKey: w, existingSecret: s}} | notification | ELCH_WEBHOOK_KEYS_K1"
                        + " | s/report-key-k1",
                "{} | auth | MANAGEMENT_SERVER_PORT | 9090",
                "kafka: {protocol: SASL_SSL, existingSecret: k} | auth | SPRING_KAFKA_SECURITY_PROTOCOL | SASL_SSL",
                "kafka: {protocol: SASL_SSL, existingSecret: k} | dlq | SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG | k/sasl.jaas.config",
                "{kafka: {protocol: SASL_SSL, existingSecret: k}, dlq: {kafka: {existingSecret: own}}} | dlq"
                        + " | SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG | own/sasl.jaas.config",
                "kafka: {protocol: SSL, clientSecret: c, caSecret: ca} | auth | SPRING_KAFKA_SSL_KEYSTOREKEY | c/user.key",
                "kafka: {protocol: SSL, clientSecret: c, caSecret: ca} | auth | SPRING_KAFKA_SSL_TRUSTSTORECERTIFICATES | ca/ca.crt",
                "mongodb: {existingSecret: m, uriKey: u, uri: ''} | auth | SPRING_MONGODB_URI | m/u",
                "{mongodb: {existingSecret: m, uri: ''}, auth: {mongodb: {existingSecret: a}}} | auth | SPRING_MONGODB_URI | a/uri",
                "mongodb: {caSecret: ca} | notification | SPRING_MONGODB_SSL_BUNDLE | mongodb",
                "secret: {existingSecret: mine} | notification | ELCH_SUPPRESSION_PEPPER | mine/suppression-pepper",
                "auth: {github: {existingSecret: g}} | auth | ELCH_GITHUB_CLIENT_SECRET | g/github-client-secret",
                "auth: {trustedProxies: [10.0.0.0/8, 192.168.0.0/16]} | auth | ELCH_PROXY_TRUSTED | '10.0.0.0/8,192.168.0.0/16'",
                "auth: {github: {enterpriseUrl: 'https://git.example.org/'}} | auth | ELCH_GITHUB_EMAILSURI"
                        + " | https://git.example.org/api/v3/user/emails",
                "auth: {startPatienceSeconds: 90} | auth | ELCH_START_PATIENCE | 90s",
                "auth: {javaOptions: -Xmx300m} | auth | JAVA_TOOL_OPTIONS | -Xmx300m",
                "auth: {extraEnv: [{name: A, value: b}]} | auth | A | b",
                "auth: {config: {elch.outbox.every: 9s}} | auth | ELCH_OUTBOX_EVERY | 9s",
                "notification: {config: {elch.quota.limit: 20}} | notification | ELCH_QUOTA_LIMIT | 20",
                "notification: {provider: {primary: smtp}, smtp: {host: m, login: false, tls: none}} | notification | ELCH_SMTP_HOST | m",
                "notification: {provider: {primary: sendgrid}, sendgrid: {apiKey: SG.x}} | notification | ELCH_SENDGRID_APIKEY"
                        + " | elch/sendgrid-api-key",
                "notification: {shutdown: {backgroundSeconds: 12}} | notification | ELCH_INTAKE_GRACE | 12s",
                "dlq: {mailPreview: {enabled: true, token: t}} | dlq | ELCH_NOTIFICATION_URL | http://elch-notification:80",
                "dlq: {mailPreview: {enabled: true, token: t}} | dlq | ELCH_NOTIFICATION_TOKEN | elch/console-token",
                "dlq: {mailPreview: {enabled: true, token: t}} | notification | ELCH_API_TOKENS_CONSOLE_ROLE | operator",
                "{} | dlq | ELCH_SYSTEM_NOTIFICATIONURL" + " | http://elch-notification-management:9090",
                "people: {issuer: 'https://a.example.org'} | dlq | ELCH_SYSTEM_AUTHURL | http://elch-auth-management:9090",
                "dlq: {mailPreview: {enabled: true, token: t}} | dlq | ELCH_SYSTEM_AUTHTOKEN | elch/console-token",
                "dlq: {mailPreview: {enabled: true, token: t}} | auth | ELCH_API_TOKENS_CONSOLE_ROLE | viewer",
                "dlq: {mailPreview: {enabled: true, token: t}} | auth | ELCH_API_TOKENS_CONSOLE_SHA256 | elch/console-token-sha256",
                "dlq: {alerts: {slack: {enabled: true, url: 'https://hooks.example.org'}}} | dlq | ELCH_ALERTS_SLACK | elch/alert-slack",
                "people: {issuer: 'https://a.example.org'} | dlq | ELCH_JWT_JWKSURI | http://elch-auth:80/.well-known/jwks.json",
                "people: {issuer: 'https://a.example.org'} | dlq | ELCH_CONSOLE_SIGNIN | https://a.example.org",
                "people: {admins: ['1', '2'], storageKeys: {k1: k}} | auth | ELCH_PEOPLE_ADMINS | '1,2'",
                "monitoring: {serviceMonitor: {enabled: true}, token: t} | dlq | ELCH_API_TOKENS_METRICS_ROLE | viewer",
                "apiTokens: [{name: app, role: operator, existingSecret: s, key: k}] | notification | ELCH_API_TOKENS_APP_SHA256 | s/k",
                "apiTokens: [{name: app, role: admin, existingSecret: s, key: k}] | auth | ELCH_API_TOKENS_APP_SHA256 | s/k",
                "apiTokens: [{name: app, role: admin, existingSecret: s, key: k}] | auth | ELCH_API_TOKENS_APP_ROLE | admin",
            })
    void a_value_lands_in_an_environment_variable(String values, String service, String variable, String expected) {
        assertThat(Chart.minimalWith(values).environment(service)).containsEntry(variable, expected);
    }

    @ParameterizedTest(name = "egress of {1} with {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | auth | 53, 53, 9092, 8080, 27017, 443",
                "{} | notification | 53, 53, 9092, 8080, 27017",
                "{} | dlq | 53, 53, 9092, 8080, 27017, management",
                "kafka: {bootstrapServers: 'a:9093,b:9094'} | dlq | 53, 53, 9093, 9094, 8080, 27017, management",
                "registry: {url: 'https://r.example.org/apis'} | dlq | 53, 53, 9092, 443, 27017, management",
                "notification: {provider: {primary: smtp}, smtp: {host: m, login: false}} | notification"
                        + " | 53, 53, 9092, 8080, 27017, 587",
                "notification: {provider: {primary: smtp}, smtp: {host: m, login: false, tls: implicit}} | notification"
                        + " | 53, 53, 9092, 8080, 27017, 465",
                "notification: {provider: {primary: sendgrid}, sendgrid: {apiKey: k}} | notification"
                        + " | 53, 53, 9092, 8080, 27017, 443",
                "dlq: {alerts: {webhook: {enabled: true, url: 'https://w.example.org'}}} | dlq | 53, 53, 9092, 8080, 27017, management, 443",
                "dlq: {mailPreview: {enabled: true, token: t}} | dlq | 53, 53, 9092, 8080, 27017, http, management",
                "people: {issuer: 'https://a.example.org'} | notification | 53, 53, 9092, 8080, 27017, http",
                "networkPolicy: {mongodb: {ports: [27018]}} | dlq | 53, 53, 9092, 8080, 27018, management",
            })
    void a_service_may_connect_to_what_it_needs_and_no_more(String values, String service, String ports) {
        JsonNode policy = Chart.minimalWith(values).named("NetworkPolicy elch-" + service);

        assertThat(Manifests.stream(policy.at("/spec/egress"))
                        .flatMap(rule -> Manifests.stream(rule.path("ports")))
                        .map(port -> port.path("port").asText()))
                .containsExactly(ports.split(", "));
    }

    @Test
    void nothing_reaches_a_pod_that_no_policy_names() {
        JsonNode policy = Chart.profile("values-minimal.yaml").named("NetworkPolicy elch-default-deny");

        assertThat(policy.at("/spec/policyTypes")).hasToString("[\"Ingress\",\"Egress\"]");
        assertThat(policy.at("/spec/ingress").isMissingNode()).isTrue();
        assertThat(policy.at("/spec/egress").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "auth, replicas: 5, false",
        "auth, config: {elch.outbox.every: 9s}, true",
        "auth, startPatienceSeconds: 9, true"
    })
    void pods_are_replaced_when_their_settings_change_and_only_then(String service, String value, boolean isReplaced) {
        String path = "/spec/template/metadata/annotations/elch.dev~1config-checksum";
        JsonNode before = Chart.profile("values-minimal.yaml")
                .named("Deployment elch-" + service)
                .at(path);
        JsonNode after = Chart.minimalWith(service + ": {" + value + "}")
                .named("Deployment elch-" + service)
                .at(path);

        assertThat(before.asText()).hasSize(64);
        assertThat(!before.equals(after)).isEqualTo(isReplaced);
    }

    @Test
    void pods_are_replaced_when_a_secret_of_the_chart_changes() {
        String path = "/spec/template/metadata/annotations/elch.dev~1secret-checksum";

        assertThat(Chart.minimalWith("auth: {github: {clientSecret: other}}")
                        .named("Deployment elch-auth")
                        .at(path))
                .isNotEqualTo(Chart.profile("values-minimal.yaml")
                        .named("Deployment elch-auth")
                        .at(path));
    }

    /** The token is in one Secret, and its hash is what the services that check it get. */
    @Test
    void the_hash_of_a_token_belongs_to_the_token() {
        JsonNode data = Chart.minimalWith("dlq: {mailPreview: {enabled: true, token: abc}}")
                .named("Secret elch")
                .path("stringData");

        assertThat(data.path("console-token").asText()).isEqualTo("abc");
        assertThat(data.path("console-token-sha256").asText())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private static String textOf(JsonNode node) {
        return node.isContainerNode() ? node.toString() : node.asText();
    }
}
