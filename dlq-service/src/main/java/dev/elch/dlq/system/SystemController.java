package dev.elch.dlq.system;

import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows how the three services and their dependencies are, and what is wrong. */
@RestController
class SystemController {

    private final RunningSystem system;

    SystemController(RunningSystem system) {
        this.system = system;
    }

    @GetMapping("/api/admin/dlq/system")
    Mono<SystemView> system() {
        return system.services()
                .flatMap(services -> system.findings(services)
                        .map(findings -> new SystemView(
                                services, findings.stream().map(FindingView::of).toList())));
    }

    /**
     * All of them.
     *
     * @param findings what is wrong, the worst first; empty: all is well
     */
    record SystemView(List<ServiceView> services, List<FindingView> findings) {}

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
