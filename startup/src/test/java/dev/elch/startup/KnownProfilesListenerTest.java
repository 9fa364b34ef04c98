package dev.elch.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.mock.env.MockEnvironment;

class KnownProfilesListenerTest {

    @Test
    void a_profile_with_a_file_of_its_own_is_known() {
        assertThatCode(() -> start("example")).doesNotThrowAnyException();
        assertThatCode(() -> start()).doesNotThrowAnyException();
    }

    @Test
    void names_a_profile_that_does_not_exist_and_those_that_do() {
        CannotStartException refusal = catchThrowableOfType(CannotStartException.class, () -> start("exmaple"));

        assertThat(refusal).hasMessage("There is no profile exmaple.");
        assertThat(refusal.action()).contains("default, example").contains("SPRING_PROFILES_ACTIVE");
    }

    private static void start(String... profiles) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        new KnownProfilesListener()
                .onApplicationEvent(new ApplicationEnvironmentPreparedEvent(
                        new DefaultBootstrapContext(), new SpringApplication(), new String[0], environment));
    }
}
