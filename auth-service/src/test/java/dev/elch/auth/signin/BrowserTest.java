package dev.elch.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36           | Chrome · Windows
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0 | Edge · Windows
            Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0                                                    | Firefox · Linux
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15     | Safari · macOS
            Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Safari/604.1  | Chrome · iPhone
            Mozilla/5.0 (Linux; Android 16; SM-S938B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/30.0 Chrome/150.0 Safari  | Samsung Internet · Android
            curl/8.5.0                                                                                                                | curl
            """)
    void names_the_family_and_the_system(String userAgent, String words) {
        assertThat(Browser.of(userAgent)).hasToString(words);
    }

    @Test
    void shows_nothing_of_what_the_visitor_wrote() {
        assertThat(Browser.of("<script>alert(1)</script>")).hasToString("");
        assertThat(Browser.of(null)).hasToString("");
    }
}
