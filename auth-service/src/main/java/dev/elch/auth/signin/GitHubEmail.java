package dev.elch.auth.signin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One entry of GitHub's {@code GET /user/emails}. */
record GitHubEmail(String email, boolean primary, boolean verified) {

    private static final String NOREPLY = "@users.noreply.github.com";

    /** The one address that we may write to: primary, verified and a real mailbox. */
    static Optional<String> mailable(List<GitHubEmail> emails) {
        return emails.stream()
                .filter(entry -> entry.primary && entry.verified && entry.isMailbox())
                .map(GitHubEmail::email)
                .findFirst();
    }

    private boolean isMailbox() {
        return email.indexOf('@') > 0 && !email.toLowerCase(Locale.ROOT).endsWith(NOREPLY);
    }
}
