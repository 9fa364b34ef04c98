package dev.elch.auth.signin;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Link} headers (RFC 8288), by which GitHub names the next page of a list. */
final class GitHubLinks {

    private static final Pattern NEXT = Pattern.compile("<([^<>\\s]{1,2000})>[^<>,]{0,200}\\brel=\"?next\"?");

    private GitHubLinks() {}

    /** The next page; empty on the last one, and if the link leads to another server, which must not get the token. */
    static Optional<URI> next(List<String> headers, URI page) {
        Matcher link = NEXT.matcher(String.join(", ", headers));
        if (!link.find()) {
            return Optional.empty();
        }
        try {
            URI next = page.resolve(link.group(1));
            boolean isSameServer = Objects.equals(next.getScheme(), page.getScheme())
                    && Objects.equals(next.getRawAuthority(), page.getRawAuthority());
            return isSameServer ? Optional.of(next) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
