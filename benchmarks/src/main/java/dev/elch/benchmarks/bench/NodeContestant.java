package dev.elch.benchmarks.bench;

import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Node queue of {@code benchmarks/peers}: Redis, Postgres, a worker, and a loader that adds the jobs. */
final class NodeContestant implements Contestant {

    private static final Path PEERS = Path.of("benchmarks/peers").toAbsolutePath();

    private final ServiceProcess redis;
    private final ServiceProcess postgres;
    private final ServiceProcess worker;
    private final Process loader;
    private final BufferedReader answers;

    private NodeContestant(ServiceProcess redis, ServiceProcess postgres, ServiceProcess worker, Process loader) {
        this.redis = redis;
        this.postgres = postgres;
        this.worker = worker;
        this.loader = loader;
        this.answers = new BufferedReader(new InputStreamReader(loader.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Whether all that it needs is installed; else what to do. */
    static @Nullable String missing() {
        if (!Files.isDirectory(PEERS.resolve("node_modules"))) {
            return "run `npm ci` in benchmarks/peers (needs Node 20)";
        }
        if (!isExecutable("redis-server")) {
            return "install redis-server (Debian and Ubuntu: apt install redis-server)";
        }
        return postgresBin() == null ? "install Postgres (Debian and Ubuntu: apt install postgresql)" : null;
    }

    static Contestant start(String script, Path folder, SmtpSink sink) {
        int redisPort = Ports.free();
        int postgresPort = Ports.free();
        ServiceProcess redis = startRedis(redisPort, folder);
        ServiceProcess postgres = startPostgres(postgresPort, folder);
        Map<String, String> settings = new HashMap<>();
        settings.put("REDIS_PORT", Integer.toString(redisPort));
        settings.put("POSTGRES_PORT", Integer.toString(postgresPort));
        settings.put("SMTP_PORT", Integer.toString(sink.port()));
        String path = PEERS.resolve(script).toString();
        ServiceProcess worker = ServiceProcess.start(
                        "worker", List.of("node", path, "worker"), settings, folder.resolve("worker.log"))
                .awaitPrinted("worker ready", START_LIMIT);
        NodeContestant started = new NodeContestant(redis, postgres, worker, startLoader(path, settings, folder));
        started.awaitAnswer("load ready");
        return started;
    }

    private static ServiceProcess startRedis(int port, Path folder) {
        List<String> command = List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "");
        return ServiceProcess.start("redis", command, Map.of(), folder.resolve("redis.log"))
                .awaitListening(port, START_LIMIT);
    }

    /** As the user postgres when we are root: Postgres refuses to run as root. */
    private static ServiceProcess startPostgres(int port, Path folder) {
        Path bin = java.util.Objects.requireNonNull(postgresBin());
        Path data = folder.resolve("postgres");
        run(folder, "mkdir", "-p", data.toString());
        if (isRoot()) {
            run(folder, "chown", "postgres", data.toString());
            run(folder, "chmod", "a+rx", folder.toString());
        }
        run(folder, asPostgres(bin.resolve("initdb").toString(), "-D", data.toString(), "-U", "bench", "-A", "trust"));
        ServiceProcess server = ServiceProcess.start(
                        "postgres",
                        List.of(asPostgres(
                                bin.resolve("postgres").toString(),
                                "-D",
                                data.toString(),
                                "-p",
                                Integer.toString(port),
                                "-h",
                                "127.0.0.1",
                                "-k",
                                "",
                                "-c",
                                "synchronous_commit=off",
                                "-c",
                                "shared_buffers=256MB")),
                        Map.of(),
                        folder.resolve("postgres.log"))
                .awaitPrinted("ready to accept connections", START_LIMIT);
        run(
                folder,
                bin.resolve("createdb").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "bench",
                "bench");
        return server;
    }

    private static Process startLoader(String path, Map<String, String> settings, Path folder) {
        try {
            ProcessBuilder builder = new ProcessBuilder("node", path, "load")
                    .redirectError(folder.resolve("load.log").toFile());
            builder.environment().putAll(settings);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void load(String prefix, int count, int perSecond, long startMicros) {
        try {
            loader.getOutputStream()
                    .write("%s %d %d %d%n"
                            .formatted(prefix, count, perSecond, startMicros)
                            .getBytes(StandardCharsets.UTF_8));
            loader.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer("done " + prefix);
    }

    @Override
    public List<Part> parts() {
        return List.of(
                new Part("service", worker.pid()),
                new Part("loader", loader.pid()),
                new Part("redis", redis.pid()),
                new Part("postgres", postgres.pid()));
    }

    @Override
    public void close() {
        loader.destroy();
        worker.close();
        postgres.close();
        redis.close();
    }

    private void awaitAnswer(String expected) {
        try {
            String answer = answers.readLine();
            if (!expected.equals(answer)) {
                throw new IllegalStateException("the loader said " + answer + " instead of " + expected);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] asPostgres(String... command) {
        return isRoot()
                ? Stream.concat(
                                Stream.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"),
                                Stream.of(command))
                        .toArray(String[]::new)
                : command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("setup.log").toFile()))
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " failed, see " + folder.resolve("setup.log"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isExecutable(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Debian keeps the server's programs out of the path. */
    private static @Nullable Path postgresBin() {
        try (Stream<Path> versions = Files.exists(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql"))
                : Stream.empty()) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
