package dev.elch.dlq.alert;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.background.RepeatedTask;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.group.MongoGroups;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.system.RunningSystem;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the alerts. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

    @Bean
    MongoAlerts alerts(MongoDatabase database) {
        return new MongoAlerts(database);
    }

    @Bean
    FiringAlerts firingAlerts(MongoGroups groups, AlertProperties properties) {
        return new FiringAlerts(groups, properties);
    }

    @Bean
    AlertReceivers alertReceivers(AlertProperties properties) {
        return AlertReceivers.of(properties);
    }

    @Bean
    TestAlert testAlert(AlertReceivers receivers, AlertProperties properties, MongoAuditLog audit, Clock clock) {
        return new TestAlert(receivers.all(), properties, audit, clock);
    }

    @Bean(destroyMethod = "stop")
    RepeatedTask alertTask(
            MongoGroups groups,
            MongoDeadLetters deadLetters,
            MongoAlerts alerts,
            AlertReceivers receivers,
            AlertProperties properties,
            DlqMeters meters,
            Clock clock) {
        Alerting alerting = new Alerting(groups, deadLetters, alerts, receivers.all(), properties, meters, clock);
        return new RepeatedTask("alerts", properties.every(), alerting::look);
    }

    @Bean
    TroubleWatch troubleWatch(
            RunningSystem system,
            MongoAlerts alerts,
            AlertReceivers receivers,
            AlertProperties properties,
            Clock clock) {
        boolean hasReceivers = !receivers.all().isEmpty();
        return new TroubleWatch(system, new TroubleAlerts(properties), alerts, hasReceivers, clock);
    }

    /** Apart from the other alerts: services that do not answer hold up none of them. */
    @Bean(destroyMethod = "stop")
    RepeatedTask troubleTask(TroubleWatch watch, AlertProperties properties) {
        boolean isOn = !properties.troubleAfter().isZero();
        return new RepeatedTask("trouble", properties.every(), isOn ? watch::look : () -> {});
    }
}
