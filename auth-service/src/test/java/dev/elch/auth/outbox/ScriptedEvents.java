package dev.elch.auth.outbox;

import dev.elch.auth.signin.SignIn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A broker that does what a test says, and remembers what it acknowledged. */
final class ScriptedEvents implements SignInEvents {

    private final List<SignIn> acknowledged = new ArrayList<>();
    private Function<SignIn, Mono<Void>> answer = signIn -> Mono.empty();

    void goDown() {
        answer = signIn -> Mono.error(new IllegalStateException("the broker is down"));
    }

    void comeBack() {
        answer = signIn -> Mono.empty();
    }

    /** Refuses one event and takes all others. */
    void refuse(String eventKey) {
        answer = signIn -> signIn.eventKey().equals(eventKey)
                ? Mono.error(new IllegalStateException("the broker refuses " + eventKey))
                : Mono.empty();
    }

    void answer(Mono<Void> everyTime) {
        answer = signIn -> everyTime;
    }

    List<String> acknowledged() {
        return acknowledged.stream().map(SignIn::eventKey).toList();
    }

    SignIn onlyOne() {
        if (acknowledged.size() != 1) {
            throw new AssertionError("expected one event, not " + acknowledged);
        }
        return acknowledged.get(0);
    }

    @Override
    public Mono<Void> publish(SignIn signIn) {
        return Mono.defer(() -> answer.apply(signIn)).doOnSuccess(ack -> acknowledged.add(signIn));
    }
}
