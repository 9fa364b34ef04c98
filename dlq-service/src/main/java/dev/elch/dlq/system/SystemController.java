package dev.elch.dlq.system;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows how the three services and their dependencies are, and what is wrong. */
@RestController
class SystemController {

    private final RunningSystem system;

    SystemController(RunningSystem system) {
        this.system = system;
    }

    /** @param findings whether to look at the dependencies too and say what is wrong, which takes seconds if one is silent */
    @GetMapping("/api/admin/dlq/system")
    Mono<SystemView> system(@RequestParam(defaultValue = "true") boolean findings) {
        return system.services()
                .flatMap(services -> findings
                        ? system.findings(services)
                                .map(found -> new SystemView(
                                        services,
                                        found.stream().map(FindingView::of).toList()))
                        : Mono.just(new SystemView(services, null)));
    }

    /**
     * All of them.
     *
     * @param findings what is wrong, the worst first; empty: all is well; absent: not asked for
     */
    record SystemView(List<ServiceView> services, @Nullable List<FindingView> findings) {}

    /** @param severity {@code critical}, {@code warning} or {@code note} */
    record FindingView(String id, String severity, String about, String what, String advice) {

        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.id(),
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.about(),
                    finding.what(),
                    finding.advice());
        }
    }
}
