package dev.elch.testkit.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Java program that can be started, as an immutable description.
 *
 * @param target what comes after the JVM's flags: {@code -jar some.jar}, or a class path and a main class
 * @param jvmFlags such as {@code -Xmx200m}
 * @param properties system properties; Spring services take their settings from here
 * @param arguments for the program
 * @param environment added to what is inherited
 */
public record JavaProgram(
        List<String> target,
        List<String> jvmFlags,
        Map<String, String> properties,
        List<String> arguments,
        Map<String, String> environment) {

    public JavaProgram {
        target = List.copyOf(target);
        jvmFlags = List.copyOf(jvmFlags);
        properties = Map.copyOf(properties);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** A runnable jar. */
    public static JavaProgram jar(Path jar) {
        return new JavaProgram(
                List.of("-jar", jar.toAbsolutePath().toString()), List.of(), Map.of(), List.of(), Map.of());
    }

    /** A main class on our own class path. */
    public static JavaProgram main(Class<?> mainClass) {
        return new JavaProgram(
                List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()),
                List.of(),
                Map.of(),
                List.of(),
                Map.of());
    }

    /** Adds flags that make a small JVM which starts quickly; slower in the long run. */
    public JavaProgram small(int heapMegabytes) {
        return withJvmFlags(
                "-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    }

    public JavaProgram withJvmFlags(String... flags) {
        return new JavaProgram(target, plus(jvmFlags, flags), properties, arguments, environment);
    }

    public JavaProgram withProperty(String name, Object value) {
        return new JavaProgram(target, jvmFlags, plus(properties, name, value), arguments, environment);
    }

    public JavaProgram withArguments(String... more) {
        return new JavaProgram(target, jvmFlags, properties, plus(arguments, more), environment);
    }

    public JavaProgram withEnvironment(String name, String value) {
        return new JavaProgram(target, jvmFlags, properties, arguments, plus(environment, name, value));
    }

    /** The whole command line, on the JVM that runs us. */
    List<String> commandLine(List<String> extraFlags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(extraFlags);
        command.addAll(jvmFlags);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(target);
        command.addAll(arguments);
        return command;
    }

    private static List<String> plus(List<String> list, String... more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }

    private static Map<String, String> plus(Map<String, String> map, String name, Object value) {
        Map<String, String> copy = new LinkedHashMap<>(map);
        copy.put(name, value.toString());
        return copy;
    }
}
