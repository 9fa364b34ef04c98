package dev.elch.auth.signin;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/** Has the settings of the GitHub application checked as soon as they are read, before anything is built with them. */
final class GitHubSettingsListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        new GitHubSettings(event.getEnvironment()::getProperty).check();
    }
}
