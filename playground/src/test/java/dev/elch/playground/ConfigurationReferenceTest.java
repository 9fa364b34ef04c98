package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void no_setting_is_described_by_the_rest_of_another_ones_name() {
        assertThat(new ConfigurationReference(Path.of("..")).misread())
                .as("put the shorter @param first")
                .isEmpty();
    }

    /** With {@code -Dconfiguration.write=true} it writes the page instead of failing. */
    @Test
    void the_page_about_settings_says_what_the_services_read() throws IOException {
        String page = new ConfigurationReference(Path.of("..")).page();

        if (Boolean.getBoolean("configuration.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md is stale. Write it again with: %s", ConfigurationReference.COMMAND)
                .isEqualTo(page);
    }
}
