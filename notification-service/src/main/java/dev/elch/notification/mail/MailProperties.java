package dev.elch.notification.mail;

import java.net.URI;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who the mail comes from and which application it speaks about.
 *
 * @param from sender, as a plain address; needed
 * @param fromName name shown for the sender; empty: the application's name
 * @param appName the application that the user signed in to, as users know it
 * @param appUrl where auth-service is reached by users, without a path; needed, https except on localhost
 * @param mailDomain right-hand side of the Message-ID; empty: the domain of {@code from}
 * @param zone time zone of the times in the mail
 */
@ConfigurationProperties("elch.mail")
public record MailProperties(
        @DefaultValue("") String from,
        @DefaultValue("") String fromName,
        @DefaultValue("Elch") String appName,
        @DefaultValue("") String appUrl,
        @DefaultValue("") String mailDomain,
        @DefaultValue("Asia/Ulaanbaatar") ZoneId zone) {

    public MailProperties {
        if (from.isBlank()) {
            throw new IllegalArgumentException(
                    "elch.mail.from is missing: set it to the address that the mails come from, for example"
                            + " no-reply@example.com");
        }
        from = MailAddress.parse("elch.mail.from", from).toString();
        appName = HeaderText.checked("elch.mail.app-name", appName).strip();
        if (appName.isEmpty() || appName.length() > 60) {
            throw new IllegalArgumentException(
                    "elch.mail.app-name \"" + appName + "\" must have 1 to 60 characters: it is part of the subject");
        }
        fromName = HeaderText.checked("elch.mail.from-name", fromName).strip();
        fromName = fromName.isEmpty() ? appName : fromName;
        appUrl = withoutTrailingSlash(checkedAppUrl(appUrl));
        mailDomain = mailDomain.isBlank() ? from.substring(from.lastIndexOf('@') + 1) : mailDomain.strip();
        if (!mailDomain.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*")) {
            throw new IllegalArgumentException(
                    "elch.mail.mail-domain \"" + mailDomain + "\" is not a domain name such as example.com");
        }
    }

    /** The host that users see in the mail and in the address of every link in it. */
    String appHost() {
        return URI.create(appUrl).getAuthority();
    }

    private static String checkedAppUrl(String url) {
        if (url.isBlank()) {
            throw new IllegalArgumentException(
                    "elch.mail.app-url is missing: set it to the address of auth-service as users reach it, for example"
                            + " https://signin.example.com");
        }
        URI uri = URI.create(url.strip());
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "elch.mail.app-url \"" + url + "\" must be scheme://host[:port][/path] and nothing more");
        }
        boolean isLocal = uri.getHost().equals("localhost") || uri.getHost().startsWith("127.");
        if (!"https".equals(uri.getScheme()) && !(isLocal && "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    "elch.mail.app-url \"" + url + "\" must start with https:// (http:// is for localhost only)");
        }
        return uri.toString();
    }

    private static String withoutTrailingSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
