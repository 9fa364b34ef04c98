package dev.elch.dlq.background;

import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the repeated tasks of all features once the service serves. */
@Configuration(proxyBeanMethods = false)
class BackgroundConfiguration {

    @Bean
    ApplicationListener<ApplicationReadyEvent> startTasksOnceReady(List<RepeatedTask> tasks) {
        return ready -> tasks.forEach(RepeatedTask::start);
    }
}
