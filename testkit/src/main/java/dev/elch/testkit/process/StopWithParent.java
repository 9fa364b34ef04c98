package dev.elch.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A Java agent that ends a program when the process that started it is gone, so that nothing is left running when a test or
 * the playground is killed. It works for any jar, unchanged.
 */
public final class StopWithParent {

    private static final class Jar {
        static final Path PATH = create();
    }

    private StopWithParent() {}

    /** Called by the JVM of the child before its main method. */
    public static void premain(String parentPid) {
        ProcessHandle parent = ProcessHandle.of(Long.parseLong(parentPid)).orElse(null);
        if (parent == null) {
            Runtime.getRuntime().halt(1);
            return;
        }
        // A SIGKILLed parent can run no hook, and this process may hang in its own: halt.
        var unused = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    }

    /** The flag for the child's command line. */
    static String flag() {
        return "-javaagent:" + Jar.PATH + "=" + ProcessHandle.current().pid();
    }

    private static Path create() {
        String classFile = StopWithParent.class.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", StopWithParent.class.getName());
        try (InputStream bytes = StopWithParent.class.getClassLoader().getResourceAsStream(classFile)) {
            Path jar = Files.createTempFile("elch-stop-with-parent", ".jar");
            jar.toFile().deleteOnExit();
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                out.putNextEntry(new JarEntry(classFile));
                if (bytes == null) {
                    throw new IllegalStateException("no " + classFile + " on the class path");
                }
                bytes.transferTo(out);
            }
            return jar;
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the agent's jar to the temporary folder", e);
        }
    }
}
