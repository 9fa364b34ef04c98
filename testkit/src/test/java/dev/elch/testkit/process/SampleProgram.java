package dev.elch.testkit.process;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** What {@link ServiceProcessIT} starts. */
final class SampleProgram {

    private SampleProgram() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "greet" -> System.out.println(System.getProperty("word") + " " + System.getenv("WHO"));
            case "serve" -> serve();
            case "fail" -> {
                System.err.println("the disk is on fire");
                System.exit(3);
            }
            case "wait" -> waitForever();
            case "parent" -> {
                var child = ServiceProcess.start(
                        "grandchild",
                        JavaProgram.main(SampleProgram.class).withArguments("wait"),
                        Path.of(arguments[1]));
                System.out.println("child " + child.pid());
                waitForever();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void serve() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        System.out.println("port " + server.getAddress().getPort());
    }

    private static void waitForever() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("cleaned up")));
        System.out.println("waiting");
        Thread.sleep(Long.MAX_VALUE);
    }
}
