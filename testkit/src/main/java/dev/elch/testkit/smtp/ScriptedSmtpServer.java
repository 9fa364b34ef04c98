package dev.elch.testkit.smtp;

import dev.elch.testkit.net.LoopbackListener;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server on a free port of the loopback interface that does what the script says: at any step it can give any reply,
 * think, fall silent, close or reset. Without a script it takes every mail.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

    private final Map<SmtpStep, SmtpBehaviour> always = new ConcurrentHashMap<>();
    private final Map<SmtpStep, Queue<SmtpBehaviour>> next = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final @Nullable SSLContext certificate;
    private final boolean isEncryptedFromTheStart;
    private final LoopbackListener listener;

    private ScriptedSmtpServer(@Nullable SSLContext certificate, boolean isEncryptedFromTheStart) {
        this.certificate = certificate;
        this.isEncryptedFromTheStart = isEncryptedFromTheStart;
        this.listener = LoopbackListener.start("scripted-smtp", connection -> new SmtpDialogue(this, connection).run());
    }

    /** A server that does not encrypt. */
    public static ScriptedSmtpServer start() {
        return new ScriptedSmtpServer(null, false);
    }

    /** A server that can do STARTTLS; whether it offers it is what its EHLO says. */
    public static ScriptedSmtpServer withStartTls(SSLContext certificate) {
        return new ScriptedSmtpServer(certificate, false)
                .at(SmtpStep.EHLO, SmtpBehaviour.reply("250-scripted.test\n250 STARTTLS"));
    }

    /** A server that speaks TLS from the first byte. */
    public static ScriptedSmtpServer withImplicitTls(SSLContext certificate) {
        return new ScriptedSmtpServer(certificate, true);
    }

    /** Does this at every such step from now on. */
    public ScriptedSmtpServer at(SmtpStep step, SmtpBehaviour behaviour) {
        always.put(step, behaviour);
        return this;
    }

    /** Does this once, at the next such step that has nothing of the kind before it. */
    public ScriptedSmtpServer next(SmtpStep step, SmtpBehaviour behaviour) {
        next.computeIfAbsent(step, any -> new ConcurrentLinkedQueue<>()).add(behaviour);
        return this;
    }

    public int port() {
        return listener.port();
    }

    /** How many connections came so far. */
    public int connections() {
        return listener.accepted();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return listener.open();
    }

    /** Closes every open connection, as a server does that restarts. */
    public void cutAll() {
        listener.cutAll();
    }

    /** Every command line of every connection, the mails themselves left out. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** The mails whose final dot came, as they came over the wire, whatever the answer was. */
    public List<String> mails() {
        return List.copyOf(mails);
    }

    SmtpBehaviour behaviourAt(SmtpStep step) {
        Queue<SmtpBehaviour> queue = next.get(step);
        SmtpBehaviour once = queue == null ? null : queue.poll();
        return once != null ? once : always.getOrDefault(step, SmtpBehaviour.reply(step.usual()));
    }

    void heard(String command) {
        commands.add(command);
    }

    void received(String mail) {
        mails.add(mail);
    }

    @Nullable
    SSLContext certificate() {
        return certificate;
    }

    boolean isEncryptedFromTheStart() {
        return isEncryptedFromTheStart;
    }

    @Override
    public void close() {
        listener.close();
    }
}
