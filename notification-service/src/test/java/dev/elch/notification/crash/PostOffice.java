package dev.elch.notification.crash;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server that does to each mail what its recipient says, counts what it takes, and keeps those waiting for an answer
 * whose sender is to be killed meanwhile.
 */
final class PostOffice implements AutoCloseable {

    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final SMTPServer server;
    private volatile CountDownLatch end = new CountDownLatch(1);

    PostOffice() {
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .maxConnections(200)
                .messageHandlerFactory(context -> new Counter())
                .build();
        server.start();
    }

    static String address(Fate fate, String eventKey) {
        return fate.name().toLowerCase(Locale.ROOT) + "." + eventKey + "@example.com";
    }

    int port() {
        return server.getPortAllocated();
    }

    /** How many mails about this event were taken. */
    int taken(String eventKey) {
        return taken.getOrDefault(eventKey, 0);
    }

    /** How often a process wanted to hand over a mail about this event. */
    int asked(String eventKey) {
        return asked.getOrDefault(eventKey, 0);
    }

    /** About how many events at least one mail was taken. */
    int events() {
        return taken.size();
    }

    /** How many mails were kept waiting for an answer until their sender was dead. */
    int held() {
        return held.size();
    }

    /** Those who waited for an answer are dead. */
    void letGo() {
        end.countDown();
        end = new CountDownLatch(1);
    }

    @Override
    public void close() {
        letGo();
        server.stop();
    }

    /** One mail at the counter. */
    private final class Counter implements MessageHandler {

        private final List<String> recipients = new ArrayList<>();

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            Fate fate = Fate.valueOf(recipient.split("\\.", 2)[0].toUpperCase(Locale.ROOT));
            String eventKey = recipient.substring(recipient.indexOf('.') + 1, recipient.indexOf('@'));
            boolean isFirstTime = asked.merge(eventKey, 1, Integer::sum) == 1;
            if (fate == Fate.REFUSED) {
                throw new RejectException(550, "5.1.1 no such user");
            }
            if (fate == Fate.LATER && isFirstTime) {
                throw new RejectException(452, "4.3.1 no space");
            }
            if (isFirstTime) {
                holdAt(CrashPoint.HANDING_OVER, eventKey);
            }
            recipients.add(eventKey);
        }

        @Override
        public String data(InputStream mail) throws IOException {
            mail.readAllBytes();
            for (String eventKey : recipients) {
                int times = taken.merge(eventKey, 1, Integer::sum);
                if (times == 1) {
                    holdAt(CrashPoint.TAKEN_BUT_NOT_ANSWERED, eventKey);
                }
            }
            return "taken";
        }

        @Override
        public void done() {}

        private void holdAt(CrashPoint point, String eventKey) {
            if (!point.isHere(eventKey)) {
                return;
            }
            CountDownLatch senderIsDead = end;
            held.add(eventKey);
            try {
                senderIsDead.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
