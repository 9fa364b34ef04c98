package dev.elch.benchmarks.bench;

/** How the sign-ins of a load are numbered; the peers' loaders number theirs in the same way. */
final class Jobs {

    private Jobs() {}

    static String address(String prefix, int number) {
        return prefix + "-" + number + "@bench.example";
    }
}
