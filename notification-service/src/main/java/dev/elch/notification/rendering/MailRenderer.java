package dev.elch.notification.rendering;

import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Progress;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.mail.DisputeLinkProperties;
import dev.elch.notification.mail.MailProperties;
import dev.elch.notification.mail.SignInMailWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * Writes the mail of an event for people to look at. Nothing is sent, stored or charged. Its "this wasn't me" link is signed
 * with a key of its own: who looks at a rendering must not be able to end the sessions of the user.
 */
final class MailRenderer {

    private static final int KEY_BYTES = 32;
    private static final String PREVIEW = "preview";

    private final SignInMailWriter writer;
    private final Clock clock;

    MailRenderer(MailProperties mail, DisputeLinkProperties dispute, SecureRandom random, Clock clock) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Map<String, String> keys = Map.of(PREVIEW, Base64.getEncoder().encodeToString(key));
        this.writer = new SignInMailWriter(mail, new DisputeLinkProperties(keys, PREVIEW, dispute.validity()));
        this.clock = clock;
    }

    /**
     * The mail as it would be written now, at the first attempt.
     *
     * @throws dev.elch.notification.mail.RefusedMailException when this event never becomes a mail
     */
    Rendering render(SignIn signIn) {
        Instant now = clock.instant();
        return Rendering.of(writer.write(new Delivery(signIn, 1, 0, now, now, Progress.NONE)));
    }
}
