package dev.elch.dlq.system;

import dev.elch.contract.deployment.ContractDifferences;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks database, broker and registry whether they answer, and whether topics and schemas are those of the contract. */
final class DependencyProbe {

    private static final Duration LIMIT = Duration.ofSeconds(8);

    /** Topics and schemas seldom change, and every view of the console asks. */
    private static final Duration KEPT = Duration.ofSeconds(20);

    private static final String INIT =
            "Run the init command of the deployment (docs/deploying.md); --dry-run shows what it would do.";

    private final ContractDifferences contract;
    private final Publisher<?> ping;

    /** @param ping asks the database for a sign of life */
    DependencyProbe(ContractDifferences contract, Publisher<?> ping) {
        this.contract = contract;
        this.ping = ping;
    }

    /** What is wrong; asked for again within 20 s it says the same. */
    Mono<List<Finding>> findings() {
        return Flux.mergeSequential(List.of(
                        database(),
                        differences("Kafka", "topics", contract::topics),
                        differences("schema registry", "schemas", contract::schemas)))
                .flatMapIterable(found -> found)
                .collectList()
                .cache(KEPT);
    }

    private Mono<List<Finding>> database() {
        return Mono.from(ping)
                .timeout(LIMIT)
                .map(alive -> List.<Finding>of())
                .onErrorResume(failure -> Mono.just(List.of(silent("MongoDB", failure))));
    }

    private static Mono<List<Finding>> differences(String about, String kind, Callable<List<String>> asked) {
        return Mono.fromCallable(asked)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(LIMIT)
                .map(lines -> different(about, kind, lines).stream().toList())
                .onErrorResume(failure -> Mono.just(List.of(silent(about, failure))));
    }

    private static Optional<Finding> different(String about, String kind, List<String> lines) {
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        kind + "_differ",
                        Severity.WARNING,
                        about,
                        "Its %s are not those of the contract: %s.".formatted(kind, String.join("; ", lines)),
                        INIT));
    }

    private static Finding silent(String about, Throwable failure) {
        if (failure.getCause() instanceof AuthorizationException) {
            return new Finding(
                    "not_permitted",
                    Severity.WARNING,
                    about,
                    "dlq-service may not read the settings of the topics, so they were not compared with the contract.",
                    "Grant it Describe and DescribeConfigs on them.");
        }
        String why = failure instanceof TimeoutException || failure.getMessage() == null
                ? "no answer within " + LIMIT.toSeconds() + " s"
                : failure.getMessage().replaceFirst("\\.$", "");
        return new Finding(
                "dependency_silent",
                Severity.CRITICAL,
                about,
                "It cannot be asked: " + why + ".",
                "Bring it back, or mend its address or login in the settings of dlq-service.");
    }
}
