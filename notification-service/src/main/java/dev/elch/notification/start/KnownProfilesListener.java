package dev.elch.notification.start;

import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/** Refuses a profile that does not exist: a typing error must not start a service with other settings than meant. */
final class KnownProfilesListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final List<String> KNOWN = List.of("default", "production");

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        List<String> unknown = Arrays.stream(event.getEnvironment().getActiveProfiles())
                .filter(profile -> !KNOWN.contains(profile))
                .toList();
        if (!unknown.isEmpty()) {
            throw new MissingPieceException(
                    "There is no profile " + String.join(", ", unknown) + ".",
                    "Set spring.profiles.active (SPRING_PROFILES_ACTIVE) to one of " + String.join(", ", KNOWN)
                            + ", or leave it out.");
        }
    }
}
