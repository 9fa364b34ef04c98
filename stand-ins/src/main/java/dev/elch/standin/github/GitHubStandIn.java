package dev.elch.standin.github;

import dev.elch.testkit.web.Assets;
import dev.elch.testkit.web.LoopbackWeb;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/**
 * The sign-in of GitHub, without GitHub: authorize, access_token, user and user/emails, with GitHub's answers also when
 * something is wrong. Anybody on this machine may be anybody here, so it has no place outside of tests and the playground.
 */
public final class GitHubStandIn implements AutoCloseable {

    /** The only application that it knows. */
    public static final String CLIENT_ID = "elch-on-this-machine";

    /** No secret at all: the stand-in guards nothing. */
    public static final String CLIENT_SECRET = "not-a-secret";

    private final LoopbackWeb web;

    private GitHubStandIn(LoopbackWeb web) {
        this.web = web;
    }

    /**
     * Starts to listen.
     *
     * @param port port to listen on, 0 for a free one
     */
    public static GitHubStandIn start(int port) {
        Grants grants = new Grants(Clock.systemUTC());
        Assets assets = new Assets(GitHubStandIn.class, AuthorizePage.POLICY);
        UserApi api = new UserApi(grants);
        return new GitHubStandIn(LoopbackWeb.start(
                "github-stand-in",
                port,
                Map.of(
                        "/",
                        assets,
                        "/login/oauth/authorize",
                        new AuthorizePage(grants, assets),
                        "/login/oauth/access_token",
                        new TokenEndpoint(grants),
                        "/user",
                        api::user,
                        "/user/emails",
                        api::emails)));
    }

    public URI uri() {
        return web.uri();
    }

    /** What points auth-service at this stand-in instead of GitHub. */
    public Map<String, String> properties() {
        String registration = "spring.security.oauth2.client.registration.github.";
        String provider = "spring.security.oauth2.client.provider.github.";
        return Map.of(
                registration + "client-id",
                CLIENT_ID,
                registration + "client-secret",
                CLIENT_SECRET,
                provider + "authorization-uri",
                uri() + "/login/oauth/authorize",
                provider + "token-uri",
                uri() + "/login/oauth/access_token",
                provider + "user-info-uri",
                uri() + "/user",
                "elch.github.emails-uri",
                uri() + "/user/emails");
    }

    @Override
    public void close() {
        web.close();
    }
}
