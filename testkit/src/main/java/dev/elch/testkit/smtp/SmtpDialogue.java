package dev.elch.testkit.smtp;

import dev.elch.testkit.net.LoopbackListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection to the scripted server. */
final class SmtpDialogue {

    private final ScriptedSmtpServer server;
    private final Socket connection;
    private Socket current;
    private @Nullable BufferedReader lines;

    SmtpDialogue(ScriptedSmtpServer server, Socket connection) {
        this.server = server;
        this.connection = connection;
        this.current = connection;
    }

    void run() throws IOException {
        if (server.isEncryptedFromTheStart()) {
            encrypt();
        }
        boolean goesOn = act(SmtpStep.GREETING);
        while (goesOn) {
            @Nullable String command = lines().readLine();
            goesOn = command != null && obey(command);
        }
    }

    private boolean obey(String command) throws IOException {
        server.heard(command);
        Optional<SmtpStep> step = SmtpStep.of(command);
        if (step.isEmpty()) {
            say("500 5.5.1 what?");
            return true;
        }
        SmtpBehaviour behaviour = server.behaviourAt(step.get());
        boolean goesOn = act(behaviour);
        boolean isPositive =
                behaviour.reply().startsWith("2") || behaviour.reply().startsWith("3");
        if (!goesOn || !isPositive) {
            return goesOn;
        }
        return switch (step.get()) {
            case QUIT -> false;
            case STARTTLS -> {
                encrypt();
                yield true;
            }
            case DATA -> takeMail();
            default -> true;
        };
    }

    private boolean takeMail() throws IOException {
        SmtpBehaviour whileReading = server.behaviourAt(SmtpStep.BODY);
        if (whileReading.then() != SmtpBehaviour.Then.GO_ON) {
            Objects.requireNonNull(lines().readLine());
            return act(whileReading);
        }
        StringBuilder mail = new StringBuilder();
        @Nullable String line = lines().readLine();
        while (line != null && !line.equals(".")) {
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            line = lines().readLine();
        }
        if (line == null) {
            return false;
        }
        server.received(mail.toString());
        return act(SmtpStep.FINAL_DOT);
    }

    private boolean act(SmtpStep step) throws IOException {
        return act(server.behaviourAt(step));
    }

    /** Returns whether the dialogue goes on. */
    private boolean act(SmtpBehaviour behaviour) throws IOException {
        pause(behaviour.delay().toMillis());
        if (!behaviour.reply().isEmpty()) {
            say(behaviour.reply());
        }
        switch (behaviour.then()) {
            case GO_ON -> {
                return true;
            }
            case CLOSE -> current.close();
            case RESET -> LoopbackListener.reset(connection);
            case SILENCE -> lines().transferTo(Writer.nullWriter());
        }
        return false;
    }

    private void say(String reply) throws IOException {
        OutputStream out = current.getOutputStream();
        out.write((reply.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void encrypt() throws IOException {
        SSLContext context = Objects.requireNonNull(server.certificate(), "this server has no certificate");
        SSLSocket encrypted = (SSLSocket) context.getSocketFactory().createSocket(connection, null, true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        current = encrypted;
        lines = null;
    }

    private BufferedReader lines() throws IOException {
        if (lines == null) {
            lines = new BufferedReader(new InputStreamReader(current.getInputStream(), StandardCharsets.UTF_8));
        }
        return lines;
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
