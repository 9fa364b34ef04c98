package dev.elch.notification.mail;

import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Progress;
import dev.elch.notification.delivery.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sign-ins to write about, and the writer as a deployment would set it up. */
record SignIns(
        String eventKey,
        String login,
        @Nullable String email,
        @Nullable String name,
        String provider,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String locale,
        boolean newDevice) {

    static final String CHROME_ON_WINDOWS =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";

    static final Instant OCCURRED_AT = Instant.parse("2025-12-19T06:05:00Z");

    static final DisputeLinkProperties DISPUTE = new DisputeLinkProperties(
            Map.of("k1", Base64.getEncoder().encodeToString(new byte[32])), "", Duration.ofDays(7));

    static MailProperties mail() {
        return new MailProperties(
                "no-reply@elch.example", "", "Elch", "https://elch.example", "", ZoneId.of("Asia/Ulaanbaatar"));
    }

    static SignInMailWriter writer() {
        return new SignInMailWriter(mail(), DISPUTE);
    }

    static SignIns typical() {
        return new SignIns(
                "0197b0a2-6f3c-7d51-9c8e-2f4b5a6d7e80",
                "bat-erdene",
                "bat-erdene@example.com",
                "Бат-Эрдэнэ",
                "github",
                "203.0.113.7",
                CHROME_ON_WINDOWS,
                "mn",
                true);
    }

    SignIns withEventKey(String other) {
        return new SignIns(other, login, email, name, provider, ipAddress, userAgent, locale, newDevice);
    }

    SignIns withLogin(String other) {
        return new SignIns(eventKey, other, email, name, provider, ipAddress, userAgent, locale, newDevice);
    }

    SignIns withEmail(@Nullable String other) {
        return new SignIns(eventKey, login, other, name, provider, ipAddress, userAgent, locale, newDevice);
    }

    SignIns withName(@Nullable String other) {
        return new SignIns(eventKey, login, email, other, provider, ipAddress, userAgent, locale, newDevice);
    }

    SignIns withProvider(String other) {
        return new SignIns(eventKey, login, email, name, other, ipAddress, userAgent, locale, newDevice);
    }

    SignIns withIpAddress(@Nullable String other) {
        return new SignIns(eventKey, login, email, name, provider, other, userAgent, locale, newDevice);
    }

    SignIns withUserAgent(@Nullable String other) {
        return new SignIns(eventKey, login, email, name, provider, ipAddress, other, locale, newDevice);
    }

    SignIns withLocale(@Nullable String other) {
        return new SignIns(eventKey, login, email, name, provider, ipAddress, userAgent, other, newDevice);
    }

    SignIns onKnownDevice() {
        return new SignIns(eventKey, login, email, name, provider, ipAddress, userAgent, locale, false);
    }

    /** Everything that its author could write himself is hostile. */
    SignIns hostile() {
        return withName("</td></tr><script>alert(1)</script>\u202Egnp.exe\r\nBcc: all@example.com")
                .withLogin("\"><img src=x onerror=alert(1)>{host}")
                .withProvider("<b>evil.example</b>")
                .withIpAddress("127.0.0.1<br>call +1 555")
                .withUserAgent("<script>Chrome/</script> https://evil.example ".repeat(300));
    }

    Delivery attempt(int attempt) {
        SignIn signIn = new SignIn(
                eventKey,
                "github:583231",
                login,
                email,
                name,
                provider,
                ipAddress,
                userAgent,
                locale,
                newDevice,
                "session-1",
                OCCURRED_AT);
        Instant firstAttemptAt = OCCURRED_AT.plusSeconds(1);
        return new Delivery(
                signIn, attempt, 0, firstAttemptAt, firstAttemptAt.plus(Duration.ofHours(24)), Progress.NONE);
    }

    Mail written() {
        return writer().write(attempt(1));
    }
}
