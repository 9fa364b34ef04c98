package dev.elch.contract;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a {@link Device} by the words in a User-Agent header, in the words that its user would use. The page and the
 * mail show the same name because both ask here.
 *
 * <p>The header is the attacker's text, so no part of it is ever shown: the first matching rule gives a name of ours, and
 * a header that no rule knows gives none. Rules are plain words and no patterns, and only the first 1,000 characters are
 * read, so that no header can be expensive. The order matters, because browsers claim to be each other: crawlers first,
 * then the browsers inside other apps, then browsers made of another one, last those that everybody claims to be.
 */
public final class UserAgents {

    private static final int READ_AT_MOST = 1_000;

    /** Nearly every crawler names its page with {@code +http}. Cubot is a maker of telephones. */
    private static final List<Rule> CRAWLERS = List.of(
            rule("Bot", "bot/", "bot;", "bot)", "bot ", "bot-", "bot,", "crawler", "spider", "slurp")
                    .unless("cubot"),
            rule("Bot", "+http", "facebookexternalhit", "mediapartners-google", "ia_archiver", "lighthouse"));

    private static final List<Rule> FAMILIES = List.of(
            rule("curl", "curl/"),
            rule("Wget", "Wget/"),
            rule("Headless Chrome", "HeadlessChrome"),
            rule("Headless browser", "PhantomJS/", "jsdom/", "HtmlUnit", "SlimerJS/"),
            rule(
                    "Script",
                    "python-",
                    "Python/",
                    "aiohttp/",
                    "Go-http-client",
                    "okhttp/",
                    "Java/",
                    "Java-http-client/",
                    "Apache-HttpClient/",
                    "axios/",
                    "node-fetch",
                    "undici",
                    "libwww-perl/",
                    "Ruby",
                    "HTTPie/",
                    "PowerShell/",
                    "Dart/",
                    "PostmanRuntime/"),
            rule("Messenger", "FBAN/Messenger", "FB_IAB/MESSENGER", "FB_IAB/Orca", "Orca-Android"),
            rule("Threads", "Barcelona "),
            rule("Instagram", "Instagram"),
            rule("Facebook", "FBAN/", "FBAV/", "FB_IAB/"),
            rule("WhatsApp", "WhatsApp"),
            rule("TikTok", "musical_ly", "BytedanceWebview", "TikTok", "trill_"),
            rule("WeChat", "MicroMessenger/"),
            rule("Alipay", "AlipayClient/"),
            rule("QQ", " QQ/"),
            rule("Weibo", "Weibo"),
            rule("LINE", " Line/"),
            rule("KakaoTalk", "KAKAOTALK"),
            rule("NAVER", "NAVER(inapp"),
            rule("Zalo", "Zalo"),
            rule("Viber", "Viber/"),
            rule("Telegram", "Telegram"),
            rule("Snapchat", "Snapchat"),
            rule("Pinterest", "[Pinterest/", "Pinterest for"),
            rule("LinkedIn", "LinkedInApp"),
            rule("X", "Twitter for", "TwitterAndroid"),
            rule("Reddit", "Reddit/"),
            rule("Discord", "Discord/", "discord/"),
            rule("Slack", "Slack/", "Slack_SSB/"),
            rule("Microsoft Teams", "Teams/"),
            rule("Google app", "GSA/"),
            rule("Brave", "Brave/", "Brave Chrome/", " Brave "),
            rule("Edge", "Edg/", "EdgA/", "EdgiOS/", "Edge/"),
            rule("Opera", "OPR/", "OPiOS/", "OPT/", "OPX/", "Opera"),
            rule("Samsung Internet", "SamsungBrowser/"),
            rule("Yandex Browser", "YaBrowser/"),
            rule("Vivaldi", "Vivaldi/"),
            rule("UC Browser", "UCBrowser/", "UBrowser/"),
            rule("QQ Browser", "QQBrowser/"),
            rule("Baidu", "baiduboxapp/", "BIDUBrowser/", "baidubrowser"),
            rule("DuckDuckGo", "DuckDuckGo/", "Ddg/"),
            rule("Ecosia", "Ecosia"),
            rule("Mi Browser", "MiuiBrowser/"),
            rule("Huawei Browser", "HuaweiBrowser/"),
            rule("OPPO Browser", "HeyTapBrowser/", "OppoBrowser/"),
            rule("vivo Browser", "VivoBrowser/"),
            rule("Amazon Silk", "Silk/"),
            rule("Whale", "Whale/"),
            rule("Cốc Cốc", "coc_coc_browser/"),
            rule("Puffin", "Puffin/"),
            rule("Maxthon", "Maxthon", "MxBrowser/"),
            rule("Avast Secure Browser", "Avast/"),
            rule("Electron", "Electron/"),
            rule("In-app browser", "; wv)"),
            rule("Firefox Focus", "Focus/", "Klar/"),
            rule("SeaMonkey", "SeaMonkey/", "Seamonkey/"),
            rule("Pale Moon", "PaleMoon/"),
            rule("Waterfox", "Waterfox/"),
            rule("Thunderbird", "Thunderbird/"),
            rule("Firefox", "FxiOS/", "Firefox/"),
            rule("GNOME Web", "Epiphany/"),
            rule("Konqueror", "Konqueror"),
            rule("Falkon", "Falkon/"),
            rule("Chrome", "CriOS/", "Chrome/", "Chromium/"),
            rule("Internet Explorer", "MSIE ", "Trident/"),
            rule("Android Browser", "Safari/").with("Android"),
            rule("Safari", "Safari/").unless("Windows", "Linux"),
            rule("In-app browser", "AppleWebKit/").with("Mobile/").unless("Safari/"));

    /** Words that only browsers on iPhone and iPad use, also where they ask for the page that a Mac would get. */
    private static final String[] APPLE_MOBILE = {"Mobile/", "CriOS/", "FxiOS/", "EdgiOS/", "OPiOS/", "OPT/", "GSA/"};

    private static final List<Rule> SYSTEMS = List.of(
            rule("Windows Phone", "Windows Phone"),
            rule("Xbox", "Xbox"),
            rule("Windows", "Windows NT", "Windows 9", "Windows;"),
            rule("PlayStation", "PlayStation", "PLAYSTATION"),
            rule("Nintendo Switch", "Nintendo Switch"),
            rule("KaiOS", "KAIOS/"),
            rule("webOS", "Web0S", "webOS"),
            rule("Tizen", "Tizen"),
            rule("ChromeOS", "CrOS "),
            rule("HarmonyOS", "HarmonyOS", "OpenHarmony"),
            rule("iPadOS", "iPad"),
            rule("iOS", "iPhone", "iPod"),
            rule("Android", "Android"),
            rule("iPadOS", "Macintosh").with(APPLE_MOBILE),
            // Safari on an iPad says that it is a Mac, and the version of macOS in the header has stood still since.
            rule("macOS / iPadOS", "Mac OS X 10_15")
                    .with("Version/")
                    .unless("Chrome/", "Chromium/", "Firefox/", "Epiphany/"),
            rule("macOS", "Macintosh", "Mac OS X", "Mac_PowerPC"),
            rule("FreeBSD", "FreeBSD"),
            rule("OpenBSD", "OpenBSD"),
            rule("Linux", "Linux", "X11;"));

    private UserAgents() {}

    /** The device that sent this header; {@link Device#UNKNOWN} when it is missing or says nothing that we know. */
    public static Device recognise(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Device.UNKNOWN;
        }
        String read = header.substring(0, Math.min(header.length(), READ_AT_MOST));
        String crawler = firstMatch(CRAWLERS, read.toLowerCase(Locale.ROOT));
        return new Device(crawler.isEmpty() ? firstMatch(FAMILIES, read) : crawler, firstMatch(SYSTEMS, read));
    }

    private static String firstMatch(List<Rule> rules, String header) {
        return rules.stream()
                .filter(rule -> rule.matches(header))
                .map(Rule::name)
                .findFirst()
                .orElse("");
    }

    private static Rule rule(String name, String... words) {
        return new Rule(name, List.of(words), List.of(), List.of());
    }

    /**
     * One name and how to tell it.
     *
     * @param words one of them is in the header
     * @param together so is one of these; empty when nothing more is needed
     * @param never none of these is
     */
    private record Rule(String name, List<String> words, List<String> together, List<String> never) {

        Rule with(String... oneOf) {
            return new Rule(name, words, List.of(oneOf), never);
        }

        Rule unless(String... noneOf) {
            return new Rule(name, words, together, List.of(noneOf));
        }

        boolean matches(String header) {
            return words.stream().anyMatch(header::contains)
                    && (together.isEmpty() || together.stream().anyMatch(header::contains))
                    && never.stream().noneMatch(header::contains);
        }
    }
}
