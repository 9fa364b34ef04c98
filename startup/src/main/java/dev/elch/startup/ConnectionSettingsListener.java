package dev.elch.startup;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/** Has the settings of the connections checked as soon as they are read, before anything is built with them. */
final class ConnectionSettingsListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        new ConnectionSettings(event.getEnvironment()::getProperty).check();
    }
}
