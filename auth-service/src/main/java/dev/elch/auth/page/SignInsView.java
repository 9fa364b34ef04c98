package dev.elch.auth.page;

import dev.elch.auth.outbox.PastSignIn;
import dev.elch.auth.signin.SignIn;
import dev.elch.contract.UserAgents;
import java.util.List;

/**
 * This session's sign-in among the user's latest ones.
 *
 * @param current the sign-in that opened the session
 * @param latest newest first; empty when the history cannot be read
 * @param isHistoryReadable false while the database is away
 */
public record SignInsView(SignIn current, List<PastSignIn> latest, boolean isHistoryReadable) {

    SignInsView(SignIn current, List<PastSignIn> latest) {
        this(current, latest, true);
    }

    static SignInsView withoutHistory(SignIn current) {
        return new SignInsView(current, List.of(), false);
    }

    public boolean isCurrent(PastSignIn other) {
        return other.signIn().eventKey().equals(current.eventKey());
    }

    /** Name of the text that says whether the event of this sign-in has gone out. */
    public String newsText() {
        if (current.account().email() == null) {
            return "me.news.no-address";
        }
        if (!isHistoryReadable) {
            return "me.news.unknown";
        }
        return latest.stream().filter(this::isCurrent).anyMatch(PastSignIn::isPublished)
                ? "me.news.published"
                : "me.news.waiting";
    }

    public boolean isPublished() {
        return latest.stream().filter(this::isCurrent).anyMatch(PastSignIn::isPublished);
    }

    /** The same words as in the mail; empty when the browser is not known. */
    public static String browser(SignIn signIn) {
        return UserAgents.recognise(signIn.visitor().userAgent()).name().orElse("");
    }

    /** The login for who holds the link but may not be its owner: {@code s***}. */
    public static String maskedLogin(SignIn signIn) {
        String login = signIn.account().login();
        return login.substring(0, login.offsetByCodePoints(0, 1)) + "***";
    }
}
