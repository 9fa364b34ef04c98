package dev.elch.dlq.alert;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.MongoGroups;
import dev.elch.dlq.deadletter.MongoLetters;
import dev.elch.dlq.meter.DlqMeters;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells people outside. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

    @Bean
    MongoAlerts alerts(MongoDatabase database) {
        return new MongoAlerts(database);
    }

    @Bean(destroyMethod = "stop")
    AlarmClock alarmClock(
            MongoGroups groups,
            MongoLetters letters,
            MongoAlerts alerts,
            AlertProperties properties,
            DlqMeters meters,
            Clock clock) {
        Alarm alarm = new Alarm(groups, letters, alerts, receivers(properties), properties, meters, clock);
        return new AlarmClock(alarm, properties.every());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> lookForAlertsOnceReady(AlarmClock alarmClock) {
        return ready -> alarmClock.start();
    }

    private static List<Receiver> receivers(AlertProperties properties) {
        List<Receiver> receivers = new ArrayList<>();
        if (properties.webhook() != null) {
            receivers.add(WebReceiver.plain(properties.webhook()));
        }
        if (properties.slack() != null) {
            receivers.add(WebReceiver.slack(properties.slack()));
        }
        if (!properties.mail().to().isEmpty()) {
            receivers.add(new SmtpReceiver(properties.mail()));
        }
        return receivers;
    }
}
