package dev.elch.auth.start;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/** Has the settings checked as soon as they are read, before anything is built with them. */
final class SettingsCheckListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        new SettingsCheck(
                        event.getEnvironment()::getProperty,
                        event.getEnvironment().getActiveProfiles())
                .run();
    }
}
