package dev.elch.auth.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.auth.signin.SignIns;
import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyKeeperTest {

    private static final Duration PERIOD = Duration.ofDays(30);
    private static final Duration AFTERLIFE = Duration.ofMinutes(15);

    private final SettableClock clock = SettableClock.at(SignIns.NOON);
    private final InMemorySigningKeys shared = new InMemorySigningKeys();
    private final KeyKeeper keeper = keeper();

    @Test
    void makes_the_first_key_when_it_is_needed_and_signs_with_it_at_once() {
        assertThat(signing(keeper)).isEqualTo(shared.stored().get(1L));
        assertThat(published()).containsExactly(1L);
    }

    @Test
    void shares_the_key_with_an_instance_that_came_second() {
        KeyKeeper second = keeper();

        assertThat(signing(second).pair().getKeyID())
                .isEqualTo(signing(keeper).pair().getKeyID());
        assertThat(shared.stored()).hasSize(1);
    }

    @Test
    void keeps_the_key_of_the_instance_that_was_first_when_two_make_one_at_once() {
        SigningKey theirs =
                new KeyRotation(PERIOD).due(KeyRing.EMPTY, clock.instant()).orElseThrow();
        shared.add(theirs).block();

        assertThat(signing(keeper)).isEqualTo(theirs);
    }

    @Test
    void publishes_the_next_key_before_it_signs_and_the_last_one_until_its_tokens_are_over() {
        keeper.lookAfter().block();

        clock.advance(PERIOD.minus(KeyRotation.LEAD));
        keeper.lookAfter().block();
        assertThat(published()).containsExactly(1L, 2L);
        assertThat(signing(keeper).number()).isEqualTo(1);

        clock.advance(KeyRotation.LEAD);
        keeper.lookAfter().block();
        assertThat(published()).containsExactly(1L, 2L);
        assertThat(signing(keeper).number()).isEqualTo(2);

        clock.advance(AFTERLIFE);
        keeper.lookAfter().block();
        assertThat(published()).containsExactly(2L);
        assertThat(shared.stored()).containsOnlyKeys(2L);
    }

    @Test
    void does_not_make_a_key_before_its_time() {
        keeper.lookAfter().block();

        clock.advance(PERIOD.minus(KeyRotation.LEAD).minusMillis(1));
        keeper.lookAfter().block();

        assertThat(shared.stored()).hasSize(1);
    }

    @Test
    void signs_on_with_what_it_knows_while_the_database_is_away() {
        SigningKey key = signing(keeper);

        shared.goAway();

        assertThatThrownBy(() -> keeper.lookAfter().block()).hasMessage("away");
        assertThat(signing(keeper)).isEqualTo(key);
        assertThatThrownBy(() -> keeper().signing().block()).hasMessage("away");
    }

    private KeyKeeper keeper() {
        return new KeyKeeper(shared, KeyRing.EMPTY, new KeyRotation(PERIOD), AFTERLIFE, clock);
    }

    private List<Long> published() {
        return keeper.published().blockOptional().orElseThrow().stream()
                .map(SigningKey::number)
                .toList();
    }

    private static SigningKey signing(KeyKeeper keeper) {
        return keeper.signing().blockOptional().orElseThrow();
    }
}
