package dev.elch.notification.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PossibleIdsTest {

    private static final AddressHashes HASHES = new AddressHashes("a pepper for tests only");

    @Test
    void says_yes_to_all_that_were_added_and_to_few_others() {
        PossibleIds ids = new PossibleIds(20_000);
        List<String> added = hashes("added", 20_000);
        added.forEach(ids::add);

        assertThat(added).allMatch(ids::mayContain);
        assertThat(hashes("other", 20_000).stream().filter(ids::mayContain).count())
                .isLessThan(200);
    }

    @Test
    void loses_none_when_there_are_more_than_expected() {
        PossibleIds ids = new PossibleIds(0);
        List<String> added = hashes("added", 5_000);
        added.forEach(ids::add);

        assertThat(added).allMatch(ids::mayContain);
    }

    @Test
    void says_no_to_everything_while_nothing_was_added() {
        PossibleIds ids = new PossibleIds(0);

        assertThat(hashes("other", 1_000)).noneMatch(ids::mayContain);
    }

    private static List<String> hashes(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> HASHES.of(prefix + number + "@example.mn"))
                .toList();
    }
}
