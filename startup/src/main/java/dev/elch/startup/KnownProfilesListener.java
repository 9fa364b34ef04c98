package dev.elch.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Refuses a profile that the service does not come with: a typing error must not start it with other settings than the
 * operator wants. A profile is known when the class path has its {@code application-PROFILE.yml}.
 */
final class KnownProfilesListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final Pattern FILE = Pattern.compile("application-(.+)\\.yml");

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        SortedSet<String> known = known();
        List<String> unknown = Arrays.stream(event.getEnvironment().getActiveProfiles())
                .filter(profile -> !known.contains(profile))
                .toList();
        if (!unknown.isEmpty()) {
            throw new CannotStartException(
                    "There is no profile " + String.join(", ", unknown) + ".",
                    "Set SPRING_PROFILES_ACTIVE (spring.profiles.active) to one of " + String.join(", ", known)
                            + ", or leave it out.");
        }
    }

    private static SortedSet<String> known() {
        SortedSet<String> profiles = new TreeSet<>(List.of("default"));
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:/application-*.yml")) {
                Matcher name = FILE.matcher(String.valueOf(file.getFilename()));
                if (name.matches()) {
                    profiles.add(name.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the profiles of this service", e);
        }
        return profiles;
    }
}
