package dev.elch.notification.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AddressHashesTest {

    @Test
    void another_pepper_gives_another_hash() {
        String one = new AddressHashes("the first pepper of two").of("bat@example.mn");
        String other = new AddressHashes("the second pepper of two").of("bat@example.mn");

        assertThat(one).isNotEqualTo(other).matches("[0-9a-f]{64}");
    }

    @Test
    void a_domain_has_one_hash_in_both_of_its_forms() {
        AddressHashes hashes = new AddressHashes("a pepper for tests only");

        assertThat(hashes.of("ida@faß.example")).isEqualTo(hashes.of("Ida@XN--fa-hia.example"));
        assertThat(hashes.of("ida@faß.example")).isNotEqualTo(hashes.of("ida@fass.example"));
    }

    @Test
    void the_pepper_is_not_written_to_logs() {
        assertThat(new SuppressionProperties("a pepper for tests only"))
                .asString()
                .doesNotContain("tests");
    }

    @Test
    void a_short_pepper_is_refused_with_the_name_of_its_property() {
        assertThatThrownBy(() -> new SuppressionProperties("salt")).hasMessageContaining("elch.suppression.pepper");
    }
}
