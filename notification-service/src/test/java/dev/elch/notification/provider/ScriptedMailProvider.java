package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Answers as told, in order; then accepts. */
final class ScriptedMailProvider implements MailProvider {

    private final String name;
    private final Deque<Supplier<Outcome>> answers = new ArrayDeque<>();
    private final AtomicInteger asked = new AtomicInteger();

    ScriptedMailProvider(String name) {
        this.name = name;
    }

    ScriptedMailProvider answers(Outcome... outcomes) {
        for (Outcome outcome : outcomes) {
            answers(() -> outcome);
        }
        return this;
    }

    synchronized ScriptedMailProvider answers(Supplier<Outcome> answer) {
        answers.add(answer);
        return this;
    }

    int asked() {
        return asked.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome send(Mail mail) {
        asked.incrementAndGet();
        Supplier<Outcome> answer;
        synchronized (this) {
            answer = answers.poll();
        }
        return answer == null ? new Outcome.Accepted("taken by " + name) : answer.get();
    }
}
