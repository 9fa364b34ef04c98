package dev.elch.notification.record;

import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.delivery.SignInFields;

/** Between sign-ins and the events of the topic. */
public final class AvroSignIns {

    private AvroSignIns() {}

    public static SignIn signIn(UserSignedIn event) {
        return SignInFields.signIn(
                field -> event.get(UserSignedIn.getClassSchema().getField(field).pos()));
    }

    public static UserSignedIn event(SignIn signIn) {
        UserSignedIn event = new UserSignedIn();
        SignInFields.values(signIn)
                .forEach((field, value) ->
                        event.put(UserSignedIn.getClassSchema().getField(field).pos(), value));
        return event;
    }
}
