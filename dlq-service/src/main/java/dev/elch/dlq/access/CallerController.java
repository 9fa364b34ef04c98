package dev.elch.dlq.access;

import dev.elch.access.Caller;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's own name and role, and the logins of the people who called before. */
@RestController
@RequestMapping("/api/admin/dlq")
class CallerController {

    private final MongoPeople people;

    CallerController(MongoPeople people) {
        this.people = people;
    }

    @GetMapping("/me")
    Mono<CallerView> me(@AuthenticationPrincipal Caller caller) {
        CallerView view = new CallerView(caller.name(), caller.role().name(), caller.login());
        return (caller.login() == null ? Mono.<Void>empty() : people.remember(caller.name(), caller.login()))
                .thenReturn(view);
    }

    @GetMapping("/people")
    Mono<PeopleView> people() {
        return people.all()
                .<SortedMap<String, String>>collect(
                        TreeMap::new, (logins, person) -> logins.put(person.name(), person.login()))
                .map(PeopleView::new);
    }

    /**
     * The caller.
     *
     * @param name as in the audit log
     * @param login for people to read; absent for machines
     */
    record CallerView(String name, String role, @Nullable String login) {}

    /** @param logins of people, by their names in the audit log */
    record PeopleView(SortedMap<String, String> logins) {}
}
