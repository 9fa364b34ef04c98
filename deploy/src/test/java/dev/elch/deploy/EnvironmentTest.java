package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A variable that the chart sets is a setting that the service has. Spring ignores others without a word. */
class EnvironmentTest {

    @ParameterizedTest
    @CsvSource({
        "values-minimal.yaml, auth",
        "values-minimal.yaml, notification",
        "values-minimal.yaml, dlq",
        "values-ci.yaml, auth",
        "values-ci.yaml, notification",
        "values-ci.yaml, dlq",
        "values-production.yaml, auth",
        "values-production.yaml, notification",
        "values-production.yaml, dlq"
    })
    void every_variable_is_a_setting_of_the_service(String profile, String service) {
        ServiceSettings settings = ServiceSettings.of(service + "-service");

        assertThat(Chart.profile(profile).environment(service).keySet())
                .hasSizeGreaterThan(8)
                .allSatisfy(variable ->
                        assertThat(settings.has(variable)).as(variable).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth | {kafka: {protocol: SSL, clientSecret: c, caSecret: ca}, mongodb: {caSecret: m}}",
                "notification | {kafka: {protocol: SASL_SSL, existingSecret: c, caSecret: ca}, mongodb: {caSecret: m}}",
                "auth | {auth: {github: {enterpriseUrl: 'https://g.example.org'}}, people: {issuer: 'https://a.example.org', admins: ['1'], storageKeys: {k1: k}}}",
                "notification | {notification: {provider: {primary: smtp, failover: sendgrid}, mail: {fromName: E},"
                        + " smtp: {host: m, username: u, password: p, caSecret: c}, sendgrid: {apiKey: k, webhookPublicKey: w, reportKeys: {k1: k}}}}",
                "dlq | {people: {issuer: 'https://a.example.org'}, dlq: {mailPreview: {enabled: true, token: t},"
                        + " alerts: {consoleUrl: 'https://d.example.org', slack: {enabled: true, url: u}, webhook: {enabled: true, url: u}}}}",
            })
    void so_is_every_variable_of_a_feature(String service, String values) {
        ServiceSettings settings = ServiceSettings.of(service + "-service");

        assertThat(Chart.minimalWith(values).environment(service).keySet())
                .hasSizeGreaterThan(8)
                .allSatisfy(variable ->
                        assertThat(settings.has(variable)).as(variable).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "auth-service, ELCH_OUTBOX_EVRY, false",
        "auth-service, ELCH_SMTP_HOST, false",
        "notification-service, ELCH_SMTP_HOST, true",
        "dlq-service, ELCH_DLQ_CONSUMERGROUP, true",
        "dlq-service, ELCH_DLQ_CONSUMER_GROUP, false",
        "dlq-service, SPRING_KAFKA_BOOTSTRAPSERVERS, true",
        "dlq-service, SPRING_KAFKA_BOOTSTRAPSERVER, false",
        "dlq-service, ELCH_API_TOKENS_ANY_SHA256, true"
    })
    void a_misspelt_variable_is_noticed(String service, String variable, boolean isSetting) {
        assertThat(ServiceSettings.of(service).has(variable)).isEqualTo(isSetting);
    }
}
