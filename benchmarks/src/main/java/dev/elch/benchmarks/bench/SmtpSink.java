package dev.elch.benchmarks.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An SMTP server on loopback that takes every mail as fast as it can and notes when it had the whole of it. One thread per
 * connection; it knows EHLO, HELO, MAIL, RCPT, DATA, RSET, NOOP and QUIT, and offers PIPELINING and 8BITMIME.
 */
final class SmtpSink implements AutoCloseable {

    private final ServerSocket server;
    private final ExecutorService connections = Executors.newCachedThreadPool(SmtpSink::daemon);
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger copies = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile Duration delay = Duration.ZERO;

    SmtpSink() {
        try {
            this.server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How long the answer to each mail takes from now on, as with a slow provider. */
    void delayEach(Duration delay) {
        this.delay = delay;
    }

    /** When the mail to {@code address} was complete, in epoch microseconds; null: not yet. The first copy counts. */
    @org.jspecify.annotations.Nullable
    Long arrival(String address) {
        return arrivals.get(address);
    }

    /** How many of {@code count} addresses of this prefix have their mail. */
    int arrived(String prefix, int count) {
        int arrived = 0;
        for (int i = 0; i < count; i++) {
            if (arrivals.containsKey(Jobs.address(prefix, i))) {
                arrived++;
            }
        }
        return arrived;
    }

    int mails() {
        return arrivals.size();
    }

    /** Mails beyond the first to an address. */
    int copies() {
        return copies.get();
    }

    /** Content of all mails, headers included. */
    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections.shutdownNow();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.execute(() -> converse(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            new Conversation(in, out).run();
        } catch (IOException e) {
            // The client hung up; what it had handed over counts.
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "smtp-sink");
        thread.setDaemon(true);
        return thread;
    }

    private final class Conversation {

        private final InputStream in;
        private final OutputStream out;
        private final StringBuilder line = new StringBuilder();
        private String recipient = "";

        Conversation(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void run() throws IOException {
            say("220 sink.localhost ESMTP");
            out.flush();
            while (readLine()) {
                String command = line.toString();
                switch (verb(command)) {
                    case "EHLO" -> say("250-sink.localhost\r\n250-PIPELINING\r\n250 8BITMIME");
                    case "RCPT" -> {
                        recipient = command.substring(command.indexOf('<') + 1, command.indexOf('>'));
                        say("250 2.1.5 OK");
                    }
                    case "DATA" -> {
                        say("354 go ahead");
                        out.flush();
                        takeContent();
                    }
                    case "QUIT" -> {
                        say("221 2.0.0 bye");
                        out.flush();
                        return;
                    }
                    default -> say("250 2.0.0 OK");
                }
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }

        private void takeContent() throws IOException {
            long read = 0;
            int matched = 2; // of CR LF . CR LF; a dot right at the beginning ends the content too
            byte[] end = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);
            while (matched < end.length) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the client hung up within a mail");
                }
                read++;
                matched = next == end[matched] ? matched + 1 : next == '\r' ? 1 : 0;
            }
            if (!delay.isZero()) {
                LockSupport.parkNanos(delay.toNanos());
            }
            bytes.addAndGet(read);
            if (arrivals.putIfAbsent(recipient, now()) != null) {
                copies.incrementAndGet();
            }
            say("250 2.0.0 taken");
        }

        private boolean readLine() throws IOException {
            line.setLength(0);
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    return true;
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return false;
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        private static String verb(String command) {
            return command.substring(0, Math.min(4, command.length())).toUpperCase(Locale.ROOT);
        }
    }

    /** Epoch microseconds. */
    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
