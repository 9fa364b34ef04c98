package dev.elch.benchmarks.lateness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server on loopback that refuses the first {@value #REFUSALS} tries of every address that begins with {@code fail-}
 * for now, takes everything else, and notes when it was asked.
 */
final class PostOffice implements AutoCloseable {

    /** So the steps of 1 s and of 5 s are walked, and the third try is taken. */
    static final int REFUSALS = 2;

    private final Map<String, Tries> addresses = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final SMTPServer server;

    PostOffice() {
        this.server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("post.localhost")
                .messageHandlerFactory(Visit::new)
                .build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    /** What is known of {@code address}; nothing yet before the first mail to it. */
    Tries tries(String address) {
        return addresses.computeIfAbsent(address, any -> new Tries());
    }

    /** How many addresses got their mail. */
    int taken() {
        return taken.get();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** When an address was asked for, in {@link System#nanoTime}. */
    static final class Tries {

        private final long[] at = new long[REFUSALS + 1];
        private int count;

        private synchronized int note() {
            if (count < at.length) {
                at[count] = System.nanoTime();
            }
            return ++count;
        }

        synchronized int count() {
            return count;
        }

        /** @param number from 1 */
        synchronized long at(int number) {
            return at[number - 1];
        }
    }

    private final class Visit implements MessageHandler {

        Visit(MessageContext context) {}

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            int number = tries(recipient).note();
            if (recipient.startsWith("fail-") && number <= REFUSALS) {
                throw new RejectException(451, "4.3.0 queue trouble");
            }
            if (number == (recipient.startsWith("fail-") ? REFUSALS + 1 : 1)) {
                taken.incrementAndGet();
            }
        }

        @Override
        public String data(InputStream data) throws IOException {
            data.transferTo(OutputStream.nullOutputStream());
            return "taken";
        }

        @Override
        public void done() {}
    }
}
