package dev.elch.dlq;

import org.springframework.test.web.reactive.server.WebTestClient;

/** What the service answers, as text, where a test wants nothing but a good answer. */
public final class Answers {

    private Answers() {}

    /** The answer to a GET, which is 200. */
    public static String read(WebTestClient client, String uri) {
        return text(client.get().uri(uri).exchange().expectStatus().isOk());
    }

    /** The answer to a command, which is any success. */
    static String success(WebTestClient.ResponseSpec response) {
        return text(response.expectStatus().is2xxSuccessful());
    }

    private static String text(WebTestClient.ResponseSpec response) {
        return response.expectBody(String.class).returnResult().getResponseBody();
    }
}
