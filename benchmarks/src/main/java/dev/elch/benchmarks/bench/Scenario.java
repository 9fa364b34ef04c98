package dev.elch.benchmarks.bench;

import java.util.Arrays;
import java.util.List;

/** What is done to each contestant, and what is measured. */
enum Scenario {
    BACKLOG("backlog", "Sign-ins handed over as fast as possible; the rate from the first one to the last mail") {
        @Override
        Measurement measure(Run run) {
            return run.backlog(run.size(10_000, 3_000));
        }
    },
    LATENCY_100("latency-100", "100 sign-ins a second; from the time one was due to its mail") {
        @Override
        Measurement measure(Run run) {
            return run.steady(100, run.size(30, 10));
        }
    },
    LATENCY_200("latency-200", "200 sign-ins a second; from the time one was due to its mail") {
        @Override
        Measurement measure(Run run) {
            return run.steady(200, run.size(30, 10));
        }
    },
    LATENCY_500("latency-500", "500 sign-ins a second; from the time one was due to its mail") {
        @Override
        Measurement measure(Run run) {
            return run.steady(500, run.size(20, 6));
        }
    },
    LATENCY_1000("latency-1000", "1,000 sign-ins a second; from the time one was due to its mail") {
        @Override
        Measurement measure(Run run) {
            return run.steady(1_000, run.size(15, 5));
        }
    },
    SLOW_PROVIDER("slow-provider", "As backlog, with a mail server that takes 50 ms for each mail") {
        @Override
        Measurement measure(Run run) {
            return run.slowBacklog(run.size(5_000, 1_000));
        }
    };

    private final String label;
    private final String description;

    Scenario(String label, String description) {
        this.label = label;
        this.description = description;
    }

    abstract Measurement measure(Run run);

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Scenario::label).toList();
    }

    static Scenario of(String label) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no scenario %s; there are %s".formatted(label, String.join(", ", labels()))));
    }
}
