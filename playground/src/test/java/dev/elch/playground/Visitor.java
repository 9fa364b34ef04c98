package dev.elch.playground;

import dev.elch.standin.github.Persona;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A user who signs in without a browser: enough where no test looks at the pages. */
final class Visitor {

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.NORMAL)
            .build();
    private final RunningPlayground playground;

    Visitor(RunningPlayground playground) {
        this.playground = playground;
    }

    /** Where the redirects after the sign-in end. */
    URI signInAs(Persona persona) {
        URI choice =
                get(playground.page(Port.APP) + "/oauth2/authorization/github").uri();
        return send(HttpRequest.newBuilder(choice).POST(BodyPublishers.ofString("persona=" + persona.login())))
                .uri();
    }

    HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
