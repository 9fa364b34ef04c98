package dev.elch.dlq.access;

import dev.elch.access.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own name and role. */
@RestController
@RequestMapping("/api/admin/dlq/me")
class CallerController {

    @GetMapping
    CallerView me(@AuthenticationPrincipal Caller caller) {
        return new CallerView(caller.name(), caller.role().name(), caller.login());
    }

    /**
     * The caller.
     *
     * @param name as in the audit log
     * @param login for people to read; absent for machines
     */
    record CallerView(String name, String role, @Nullable String login) {}
}
