package dev.elch.auth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.auth.signin.AcceptedLanguages;
import dev.elch.testkit.generated.GeneratedInput;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** What holds for headers that resemble those of browsers and proxies. */
class GeneratedHeadersTest {

    private static final GeneratedInput LANGUAGES = GeneratedInput.like(List.of(
            "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7",
            "zh-CN,zh;q=0.9,en;q=0.8",
            "mn-MN,mn;q=0.9,Монгол;q=0.8",
            "*, en;q=0.5",
            "x_y,,;q=1, en ; Q=0.4"));
    private static final GeneratedInput FORWARDED = GeneratedInput.like(List.of(
            "X-Forwarded-For\n[2001:db8::7]:443, unknown, 10.0.0.2\nX-Forwarded-Host\napp.example.org:8443\nX-Forwarded-Proto\nhttps",
            "Forwarded\nfor=1.2.3.4, For=\"[2001:db8::7]:443\" ; proto=https; host=\"app.example.org\"",
            "X-Forwarded-For\n::ffff:203.0.113.7\nX-Forwarded-Port\n443\nX-Forwarded-Prefix\n/a\nX-Forwarded-Ssl\non"));

    private final TrustedProxies proxies = new TrustedProxies(List.of(AddressRange.valueOf("10.0.0.0/8")));

    @Test
    void any_list_of_languages_gives_a_tag_or_none() {
        LANGUAGES.hold(GeneratedInput.SHORT, GeneratedHeadersTest::assertLanguages);
    }

    @Test
    @Tag("slow")
    void any_list_of_languages_gives_a_tag_or_none_for_a_minute() {
        LANGUAGES.hold(GeneratedInput.LONG, GeneratedHeadersTest::assertLanguages);
    }

    @Test
    void any_forwarded_header_leaves_a_client_and_an_address_to_answer() {
        FORWARDED.hold(GeneratedInput.SHORT, this::assertForwarded);
    }

    @Test
    @Tag("slow")
    void any_forwarded_header_leaves_a_client_and_an_address_to_answer_for_a_minute() {
        FORWARDED.hold(GeneratedInput.LONG, this::assertForwarded);
    }

    private static void assertLanguages(byte[] input) {
        AcceptedLanguages accepted = AcceptedLanguages.of(List.of(new String(input, StandardCharsets.UTF_8)));

        String tag = accepted.tag().orElse("");
        assertThat(tag).matches("[A-Za-z0-9-]{0,35}");
        if (accepted.isEnglish()) {
            assertThat(tag).startsWithIgnoringCase("en");
        }
    }

    private void assertForwarded(byte[] input) {
        String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", -1);
        MockServerHttpRequest.BaseBuilder<?> request =
                MockServerHttpRequest.get("http://internal/").remoteAddress(new InetSocketAddress("10.0.0.1", 1234));
        for (int index = 0; index + 1 < lines.length; index += 2) {
            request.header(lines[index].isEmpty() ? "Forwarded" : lines[index], lines[index + 1]);
        }

        ServerHttpRequest seen = proxies.apply(request.build());

        assertThat(Visitors.from(seen, "device").ipAddress()).isNotEmpty();
        assertThat(seen.getURI().getPath()).endsWith("/");
    }
}
