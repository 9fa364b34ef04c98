package dev.elch.playground;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The checkout that we run from: the runnable jars of the services lie in it.
 *
 * @param root its top folder
 */
record Checkout(Path root) {

    /** The checkout that our own jar (or class folder) was built in. */
    static Checkout find() {
        try {
            Path here = Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path up = here; up != null; up = up.getParent()) {
                if (up.endsWith(Path.of("playground", "target")) && up.getNameCount() > 2) {
                    return new Checkout(up.resolve("../..").normalize());
                }
            }
            throw new CannotStart("Start the playground from a checkout of Elch: " + here + " is not in one.");
        } catch (URISyntaxException e) {
            throw new CannotStart("The path of the playground is no path.", e);
        }
    }

    Path data() {
        return root.resolve(".elch");
    }

    /** The runnable jar of a service. */
    Path jar(String service) {
        Path jar = root.resolve(service).resolve("target").resolve(service + "-0.1.0-SNAPSHOT-app.jar");
        if (!Files.isRegularFile(jar)) {
            throw new CannotStart(
                    "The jar of " + service + " is missing (" + jar + "). Build it: ./mvnw -Dquick package");
        }
        return jar;
    }
}
