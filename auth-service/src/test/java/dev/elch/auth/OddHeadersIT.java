package dev.elch.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.elch.standin.github.GitHubStandIn;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.stack.Stack;
import java.io.ByteArrayOutputStream;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a browser, a phone carrier or a proxy writes into a header: who was at GitHub gets signed in. */
class OddHeadersIT {

    private static final String[] NAMES = {
        "User-Agent",
        "Accept-Language",
        "Referer",
        "Cookie",
        "Accept",
        "Accept-Encoding",
        "Origin",
        "If-None-Match",
        "If-Modified-Since",
        "Range",
        "traceparent",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Port",
        "Forwarded",
        "X-Carrier-Name"
    };

    private static Stack stack;
    private static GitHubStandIn gitHub;
    private static AuthServiceForTests service;

    private final TestBrowser browser = new TestBrowser(service.uri());

    @BeforeAll
    static void start() {
        stack = Stack.shared();
        gitHub = GitHubStandIn.start(0);
        service = AuthServiceForTests.start(
                stack.bootstrapServers(),
                stack.registryUrl(),
                stack.mongoUri("auth_headers_" + UUID.randomUUID()),
                gitHub,
                Map.of("elch.proxy.trusted", "127.0.0.0/8,::1/128"));
    }

    @AfterAll
    static void stop() {
        service.close();
        gitHub.close();
    }

    @Test
    void by_https_at_a_trusted_proxy_a_session_is_of_this_host_alone() {
        RawRequest.Answer begun = new RawRequest(service.uri(), "GET /oauth2/authorization/github")
                .line("X-Forwarded-Proto: https")
                .send();

        assertThat(begun.header("Set-Cookie"))
                .startsWith("__Host-elch-session=")
                .contains("; Secure", "Path=/");
        assertThat(begun.header("Strict-Transport-Security")).startsWith("max-age=31536000");
    }

    static Stream<String> values() {
        return Stream.of(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) [FBAN/FBIOS;FBDV/iPhone11,8;FBCR/Мобиком]",
                "iPhone Xʀ",
                "mn-MN,mn;q=0.9,Монгол;q=0.8",
                "📱 \u0085\u009f",
                "",
                " ",
                "a".repeat(15_000),
                ";;;,,,\"",
                "%zz%",
                "\u0001\u0002 control \u007f");
    }

    @ParameterizedTest
    @MethodSource("values")
    void signs_in_with_an_odd_value_in_every_header(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String[] names = bytes.length < 10_000 ? NAMES : new String[] {"User-Agent", "Cookie", "Referer"};

        assertSignsIn(Stream.of(names).map(name -> line(name, bytes)).toArray(byte[][]::new));
    }

    @RepeatedTest(3)
    void signs_in_with_any_bytes_in_every_header(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());

        assertSignsIn(Stream.of(NAMES).map(name -> line(name, anyBytes(random))).toArray(byte[][]::new));
    }

    @Test
    void signs_in_with_every_header_repeated() {
        assertSignsIn(Stream.of(NAMES)
                .flatMap(name -> Stream.of("first", "Мобиком", "")
                        .map(value -> line(name, value.getBytes(StandardCharsets.UTF_8))))
                .toArray(byte[][]::new));
    }

    @Test
    void shows_the_device_of_a_browser_that_writes_utf_8() {
        callback(line(
                "User-Agent",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1 Xʀ"
                        .getBytes(StandardCharsets.UTF_8)));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(browser.get("/me").body()).contains("Safari · iOS"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2001:db8::7           | 2001:db8::7
            [2001:db8::7]:443     | 2001:db8::7
            203.0.113.7:51234     | 203.0.113.7
            ::ffff:203.0.113.7    | 203.0.113.7
            unknown, 203.0.113.7  | 203.0.113.7
            """)
    void page_and_event_name_the_client_that_a_trusted_proxy_saw(String chain, String client) {
        try (PublishedSignIns published = new PublishedSignIns(stack.bootstrapServers(), stack.registryUrl())) {
            callback(line("X-Forwarded-For", chain.getBytes(StandardCharsets.UTF_8)));

            assertThat(published.next().value().getIpAddress()).isEqualTo(client);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(browser.get("/me").body()).contains("<td>" + client + "</td>"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7 | en-US
            ru-RU,ru,en                         | en
            zh-CN,zh;q=0.9,en;q=0.8             | en
            de, en-GB;q=0.9                     | en-GB
            """)
    void page_and_event_speak_the_best_language_of_the_whole_list(String accepted, String locale) {
        try (PublishedSignIns published = new PublishedSignIns(stack.bootstrapServers(), stack.registryUrl())) {
            callback(line("Accept-Language", accepted.getBytes(StandardCharsets.UTF_8)));

            assertThat(published.next().value().getLocale()).isEqualTo(locale);
            assertThat(browser.get("/", "Accept-Language", accepted).body()).contains("<html lang=\"en");
        }
    }

    @Test
    void says_that_headers_are_too_long_beyond_64_kilobytes() {
        RawRequest.Answer answer = callback(line("Cookie", "a".repeat(100_000).getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.body()).contains("delete its cookies");
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void no_odd_host_is_answered_without_a_word() {
        RawRequest.Answer answer = new RawRequest(service.uri(), "GET /", "a b[").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"detail\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a;b=c", "GET //a", "GET /%2e%2e/a", "GET /a%2fb", "GET /a%00", "BREW /", "GET /%zz"})
    void no_odd_path_or_method_is_answered_without_a_word(String line) {
        RawRequest.Answer answer =
                new RawRequest(service.uri(), line).line("Accept: */*").send();

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"type\":", "\"title\":", "\"detail\":", "\"instance\":");
    }

    private static byte[] anyBytes(Random random) {
        byte[] bytes = new byte[60];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\r' || bytes[i] == '\n' ? (byte) 0xff : bytes[i];
        }
        return bytes;
    }

    private void assertSignsIn(byte[]... lines) {
        RawRequest.Answer answer = callback(lines);

        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        assertThat(URI.create(answer.header("Location")).getPath())
                .as(answer.text())
                .isEqualTo("/me");
    }

    private RawRequest.Answer callback(byte[]... lines) {
        URI back = browser.choose(Persona.VERIFIED, browser.beginSignIn());
        RawRequest request = new RawRequest(service.uri(), "GET " + back.getRawPath() + "?" + back.getRawQuery());
        for (byte[] line : lines) {
            request.line(line);
        }
        request.line("Cookie: "
                + browser.cookies().stream().map(HttpCookie::toString).collect(Collectors.joining("; ")));
        RawRequest.Answer answer = request.send();
        browser.take(answer.text());
        return answer;
    }

    private static byte[] line(String name, byte[] value) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes((name + ": ").getBytes(StandardCharsets.US_ASCII));
        line.writeBytes(value);
        return line.toByteArray();
    }
}
