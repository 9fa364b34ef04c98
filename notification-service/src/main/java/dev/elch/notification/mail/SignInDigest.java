package dev.elch.notification.mail;

import dev.elch.notification.delivery.SignIn;
import java.time.Instant;
import java.util.List;

/**
 * Several sign-ins of one user in one mail.
 *
 * @param key names the digest; letters, digits and dots, and the same for every attempt to send it
 * @param date of the mail, the same for every attempt
 * @param count how many sign-ins it tells of
 * @param first when the first of them was
 * @param latest the last of them: its address and its language are the recipient's
 * @param listed those that are shown one by one, in the order in which they are shown
 */
public record SignInDigest(String key, Instant date, int count, Instant first, SignIn latest, List<SignIn> listed) {

    public SignInDigest {
        if (!key.matches("[a-z0-9.]{1,128}")) {
            throw new IllegalArgumentException("key \"" + key + "\" of a digest cannot be part of a Message-ID");
        }
        if (listed.isEmpty() || listed.size() > count) {
            throw new IllegalArgumentException(
                    "digest " + key + " lists " + listed.size() + " of " + count + " sign-ins");
        }
        listed = List.copyOf(listed);
    }
}
