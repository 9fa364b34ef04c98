package dev.elch.dlq.group;

import dev.elch.dlq.problem.NotFoundException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows groups of dead letters with the same cause. */
@RestController
@RequestMapping("/api/admin/dlq/groups")
class GroupController {

    private static final int MOST_GROUPS = 500;

    private final MongoGroups groups;

    GroupController(MongoGroups groups) {
        this.groups = groups;
    }

    /** @param open only groups with open dead letters */
    @GetMapping
    Mono<GroupsView> list(@RequestParam(defaultValue = "false") boolean open) {
        return groups.list(open, MOST_GROUPS).map(GroupView::of).collectList().map(GroupsView::new);
    }

    @GetMapping("/{id}")
    Mono<GroupView> show(@PathVariable String id) {
        return groups.find(id)
                .map(GroupView::of)
                .switchIfEmpty(Mono.error(() -> new NotFoundException("There is no group " + id + ".")));
    }

    /** At most {@value #MOST_GROUPS}, the one with the newest dead letter first. */
    record GroupsView(List<GroupView> groups) {}
}
