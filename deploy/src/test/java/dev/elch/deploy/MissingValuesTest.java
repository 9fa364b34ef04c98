package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that is missing, wrong or contradicts another ends in a sentence that names it, before anything is installed. */
class MissingValuesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka: {bootstrapServers: ''} | kafka.bootstrapServers is empty: set it to the broker",
                "registry: {url: ''} | registry.url is empty: set it to the schema registry",
                "mongodb: {uri: ''} | mongodb.uri is empty: set it, or name a Secret",
                "disputeLink: {keys: {k1: ''}} | disputeLink.keys.k1 is empty: set it, or name a Secret",
                "people: {admins: ['1']} | people.storageKeys.k1 is empty: set it, or name a Secret",
                "people: {storageKey: k9} | people.storageKey is \"k9\": it has to be one of people.storageKeyIds",
                "notification: {sendgrid: {webhookPublicKey: w}} | notification.sendgrid.reportKeys.k1 is empty: set it, or name a Secret",
                "notification: {sendgrid: {reportSigningKey: k9}} | notification.sendgrid.reportSigningKey is \"k9\": it has to be one of notification.sendgrid.reportKeyIds",
                "disputeLink: {signingKey: k9} | disputeLink.signingKey is \"k9\": it has to be one of disputeLink.keyIds",
                "auth: {github: {clientId: ''}} | auth.github.clientId is empty",
                "auth: {github: {clientSecret: ''}} | auth.github.clientSecret is empty",
                "auth: {ingress: {enabled: true}} | auth.ingress.host is empty",
                "dlq: {ingress: {enabled: true}} | dlq.ingress.host is empty",
                "notification: {ingress: {enabled: true}} | notification.ingress.host is empty",
                "auth: {route: {enabled: true}} | auth.route.parentRefs is empty",
                "dlq: {route: {enabled: true}} | dlq.route.parentRefs is empty",
                "auth: {autoscaling: {enabled: true, minReplicas: 9}} | auth.autoscaling.minReplicas is greater than maxReplicas",
                "dlq: {autoscaling: {enabled: true, minReplicas: 9}} | dlq.autoscaling.minReplicas is greater than maxReplicas",
                "auth: {shutdown: {terminationGracePeriodSeconds: 10}} | auth.shutdown.terminationGracePeriodSeconds is 10, but a stop may take 35 s",
                "dlq: {shutdown: {phaseSeconds: 10}} | dlq.shutdown.backgroundSeconds is 15: it has to be less than phaseSeconds",
                "notification: {shutdown: {backgroundSeconds: 35}} | notification.shutdown.backgroundSeconds is 35",
                "notification: {provider: {primary: ''}} | notification.provider.primary is empty: set it to smtp",
                "notification: {provider: {primary: smtp, failover: smtp}, smtp: {host: m, login: false}} | notification.provider.failover is the primary itself",
                "notification: {provider: {primary: smtp}} | notification.smtp.host is empty: set it to the mail server",
                "notification: {provider: {primary: smtp}, smtp: {host: m}} | notification.smtp.username is empty",
                "notification: {provider: {primary: smtp}, smtp: {host: m, username: u}} | notification.smtp.password is empty",
                "notification: {provider: {primary: smtp}, smtp: {host: m, tls: none}} | the password would travel in clear text",
                "notification: {provider: {primary: sendgrid}} | notification.sendgrid.apiKey is empty",
                "notification: {mail: {from: ''}} | notification.mail.from is empty",
                "notification: {mail: {appUrl: ''}} | notification.mail.appUrl is empty",
                "notification: {suppression: {pepper: ''}} | notification.suppression.pepper is empty",
                "notification: {keda: {enabled: true}} | notification.keda.maxReplicas is 6 and topics.partitions is 3",
                "notification: {keda: {enabled: true, maxReplicas: 1}} | notification.keda.minReplicas is greater than maxReplicas",
                "dlq: {mailPreview: {enabled: true}} | dlq.mailPreview.token is empty",
                "{dlq: {mailPreview: {enabled: true, token: t}}, notification: {enabled: false}} | dlq.mailPreview.enabled needs notification.enabled",
                "dlq: {alerts: {slack: {enabled: true}}} | dlq.alerts.slack.url is empty",
                "dlq: {alerts: {webhook: {enabled: true}}} | dlq.alerts.webhook.url is empty",
                "kafka: {protocol: SASL_SSL} | auth.kafka.existingSecret and kafka.existingSecret are empty and kafka.protocol is SASL_SSL",
                "kafka: {protocol: SASL_PLAINTEXT} | dlq.kafka.existingSecret and kafka.existingSecret are empty",
                "kafka: {protocol: SSL} | notification.kafka.clientSecret and kafka.clientSecret are empty",
                "{kafka: {protocol: SSL, clientSecret: c}, notification: {keda: {enabled: true, maxReplicas: 3}}} | does not work with kafka.protocol SSL",
                "{kafka: {protocol: SASL_SSL, existingSecret: k}, notification: {keda: {enabled: true, maxReplicas: 3}}} | notification.keda.existingSecret is empty",
                "management: {port: 8080} | management.port is 8080, which the services use for calls",
                "certManager: {enabled: true} | certManager.issuerName is empty",
                "{certManager: {enabled: true, issuerName: i}, auth: {ingress: {enabled: true, host: h}}} | auth.ingress.tlsSecret is empty",
                "strimzi: {topics: {enabled: true}} | strimzi.cluster is empty",
                "strimzi: {users: {enabled: true}} | strimzi.cluster is empty",
                "externalSecrets: {enabled: true} | externalSecrets.store.name and externalSecrets.remoteKey are both needed",
                "{externalSecrets: {enabled: true, store: {name: s}, remoteKey: r}, secret: {existingSecret: e}} | contradict each other: choose one",
                "apiTokens: [{name: a, role: admin}] | apiTokens (a).sha256 is empty",
                "monitoring: {serviceMonitor: {enabled: true}} | monitoring.token is empty",
            })
    void a_sentence_names_the_value(String values, String sentence) {
        Chart.assumeHelm();
        assertThatThrownBy(() -> Chart.minimalWith(values)).hasMessageContaining(sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka: {protocol: TLS} | /kafka/protocol",
                "kafka: {bootstrapServers: 1} | /kafka/bootstrapServers",
                "auth: {replicas: -1} | /auth/replicas",
                "auth: {replicas: many} | /auth/replicas",
                "notification: {smtp: {tls: ssl}} | /notification/smtp/tls",
                "notification: {smtp: {port: 70000}} | /notification/smtp/port",
                "notification: {provider: {primary: mailgun}} | /notification/provider/primary",
                "management: {port: 0} | /management/port",
                "topics: {partitions: 0} | /topics/partitions",
                "image: {pullPolicy: Sometimes} | /image/pullPolicy",
                "apiTokens: [{name: a, role: owner, sha256: 0}] | /apiTokens/0",
                "apiTokens: [{name: a b, role: admin}] | /apiTokens/0/name",
                "strimzi: {users: {authentication: password}} | /strimzi/users/authentication",
                "people: {admins: [ada]} | /people/admins/0",
            })
    void the_schema_names_a_value_that_is_none(String values, String place) {
        Chart.assumeHelm();
        assertThatThrownBy(() -> Chart.minimalWith(values))
                .satisfies(refusal ->
                        assertThat(refusal.getMessage().replace('.', '/')).contains(place.substring(1)));
    }
}
