package dev.elch.dlq.access;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings that the console needs before sign-in. */
@RestController
class ConsoleController {

    private final ConsoleProperties properties;

    ConsoleController(ConsoleProperties properties) {
        this.properties = properties;
    }

    @GetMapping("/console/settings")
    SettingsView settings() {
        String signIn = properties.signIn() == null
                ? null
                : properties.signIn().toString().replaceAll("/+$", "");
        return new SettingsView(signIn);
    }

    /** @param signIn address of auth-service; absent: the console asks for an API token */
    record SettingsView(@Nullable String signIn) {}
}
