package dev.elch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiTokensTest {

    /** {@code printf %s open-sesame | sha256sum}. */
    private static final String HASH = "d7ecdf25eaf3deba0f2628771dbdd22d4138ab6cf38f91ed02a2ca0dec7c8ab7";

    private final ApiTokens tokens = new ApiTokens(Map.of("ali", new ApiProperties.Token(HASH, Role.OPERATOR)));

    @Test
    void know_whose_token_it_is() {
        assertThat(tokens.caller("open-sesame")).contains(new Caller("ali", Role.OPERATOR));
    }

    @Test
    void know_nobody_by_another_token_nor_by_the_hash() {
        assertThat(tokens.caller("open-barley")).isEmpty();
        assertThat(tokens.caller("")).isEmpty();
        assertThat(tokens.caller(HASH)).isEmpty();
    }

    @Test
    void refuse_what_is_no_hash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiProperties.Token("open-sesame", Role.ADMIN))
                .withMessageContaining("sha256sum")
                .withMessageNotContaining("open-sesame");
    }
}
