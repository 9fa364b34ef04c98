package dev.elch.dlq.system;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The three services and what they depend on, as far as this service can ask them. */
public final class RunningSystem {

    /** What an operator looks at first in this service: beginnings of the names of meters. */
    private static final List<String> OWN = List.of("elch_dlq_open", "elch_dlq_oldest_open", FindingRules.LAG);

    private final PrometheusMeterRegistry meters;
    private final List<Mono<ServiceView>> others;
    private final Mono<List<Finding>> dependencies;

    /**
     * @param others asks the other services
     * @param dependencies what is wrong with database, broker and registry
     */
    RunningSystem(PrometheusMeterRegistry meters, List<Mono<ServiceView>> others, Mono<List<Finding>> dependencies) {
        this.meters = meters;
        this.others = List.copyOf(others);
        this.dependencies = dependencies;
    }

    /** Asks the services how they are. */
    Mono<List<ServiceView>> services() {
        return Flux.mergeSequential(Stream.concat(Stream.of(Mono.fromCallable(this::own)), others.stream())
                        .toList())
                .collectList();
    }

    /** What is wrong now, the worst first. */
    public Mono<List<Finding>> findings() {
        return services().flatMap(this::findings);
    }

    Mono<List<Finding>> findings(List<ServiceView> services) {
        return dependencies.map(found -> Stream.concat(found.stream(), FindingRules.findings(services).stream())
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList());
    }

    private ServiceView own() {
        return new ServiceView(FindingRules.DLQ, "up", null, Reading.of(meters.scrape(), OWN), true);
    }
}
