package dev.elch.auth.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.auth.signin.SignIns;
import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotatingKeysTest {

    private static final Duration PERIOD = Duration.ofDays(30);
    private static final Duration AFTERLIFE = Duration.ofMinutes(15);

    private final SettableClock clock = SettableClock.at(SignIns.NOON);
    private final InMemorySigningKeys shared = new InMemorySigningKeys();
    private final RotatingKeys keys = keys();

    @Test
    void makes_the_first_key_when_it_is_needed_and_signs_with_it_at_once() {
        assertThat(signing(keys)).isEqualTo(shared.stored().get(1L));
        assertThat(published()).containsExactly(1L);
    }

    @Test
    void shares_the_key_with_an_instance_that_came_second() {
        RotatingKeys second = keys();

        assertThat(signing(second).pair().getKeyID())
                .isEqualTo(signing(keys).pair().getKeyID());
        assertThat(shared.stored()).hasSize(1);
    }

    @Test
    void keeps_the_key_of_the_instance_that_was_first_when_two_make_one_at_once() {
        SigningKey theirs =
                new KeyRotation(PERIOD).due(KeyRing.EMPTY, clock.instant()).orElseThrow();
        shared.add(theirs).block();

        assertThat(signing(keys)).isEqualTo(theirs);
    }

    @Test
    void publishes_the_next_key_before_it_signs_and_the_last_one_until_its_tokens_are_over() {
        keys.refresh().block();

        clock.advance(PERIOD.minus(KeyRotation.LEAD));
        keys.refresh().block();
        assertThat(published()).containsExactly(1L, 2L);
        assertThat(signing(keys).number()).isEqualTo(1);

        clock.advance(KeyRotation.LEAD);
        keys.refresh().block();
        assertThat(published()).containsExactly(1L, 2L);
        assertThat(signing(keys).number()).isEqualTo(2);

        clock.advance(AFTERLIFE);
        keys.refresh().block();
        assertThat(published()).containsExactly(2L);
        assertThat(shared.stored()).containsOnlyKeys(2L);
    }

    @Test
    void does_not_make_a_key_before_its_time() {
        keys.refresh().block();

        clock.advance(PERIOD.minus(KeyRotation.LEAD).minusMillis(1));
        keys.refresh().block();

        assertThat(shared.stored()).hasSize(1);
    }

    @Test
    void signs_on_with_what_it_knows_while_the_database_is_away() {
        SigningKey key = signing(keys);

        shared.goAway();

        assertThatThrownBy(() -> keys.refresh().block()).hasMessage("away");
        assertThat(signing(keys)).isEqualTo(key);
        assertThatThrownBy(() -> keys().signing().block()).hasMessage("away");
    }

    private RotatingKeys keys() {
        return new RotatingKeys(shared, KeyRing.EMPTY, new KeyRotation(PERIOD), AFTERLIFE, clock);
    }

    private List<Long> published() {
        return keys.published().blockOptional().orElseThrow().stream()
                .map(SigningKey::number)
                .toList();
    }

    private static SigningKey signing(RotatingKeys keys) {
        return keys.signing().blockOptional().orElseThrow();
    }
}
