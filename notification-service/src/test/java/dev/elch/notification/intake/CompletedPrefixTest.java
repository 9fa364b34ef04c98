package dev.elch.notification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompletedPrefixTest {

    private final CompletedPrefix prefix = new CompletedPrefix();

    @Test
    void has_nothing_to_commit_before_anything_was_fetched() {
        assertThat(prefix.position()).isEqualTo(-1);
        assertThat(prefix.span()).isZero();
        assertThat(prefix.isComplete()).isTrue();
    }

    @Test
    void agrees_with_the_definition_for_every_order_of_completion_and_every_gap() {
        int checked = 0;
        for (int gaps = 0; gaps < 1 << 6; gaps++) {
            List<Long> offsets = offsets(gaps);
            for (List<Long> order : permutations(offsets.subList(0, Math.min(5, offsets.size())))) {
                checked += checkEveryStep(offsets, order);
            }
        }
        assertThat(checked).isGreaterThan(10_000);
    }

    @Test
    void what_is_nothing_to_fetch_holds_back_no_commit() {
        prefix.reached(3);
        assertThat(prefix.position()).isEqualTo(3);

        prefix.fetched(4);
        prefix.reached(7);
        assertThat(prefix.position()).isEqualTo(4);

        prefix.completed(4);
        assertThat(prefix.position()).isEqualTo(7);
    }

    @Test
    void completing_twice_is_completing_once() {
        prefix.fetched(4);
        prefix.fetched(5);

        prefix.completed(4);
        prefix.completed(4);

        assertThat(prefix.position()).isEqualTo(5);
        assertThat(prefix.span()).isEqualTo(1);
    }

    @Test
    void refuses_to_fetch_backwards_and_to_complete_what_was_not_fetched() {
        prefix.fetched(7);

        assertThatThrownBy(() -> prefix.fetched(7)).hasMessageContaining("offset 7");
        assertThatThrownBy(() -> prefix.completed(8)).hasMessageContaining("offset 8");
    }

    private static int checkEveryStep(List<Long> offsets, List<Long> order) {
        CompletedPrefix prefix = new CompletedPrefix();
        offsets.forEach(prefix::fetched);
        Set<Long> open = new HashSet<>(offsets);
        for (Long offset : order) {
            prefix.completed(offset);
            open.remove(offset);
            long expected = offsets.stream().filter(open::contains).findFirst().orElse(last(offsets) + 1);
            assertThat(prefix.position()).as("%s after %s", offsets, order).isEqualTo(expected);
            assertThat(prefix.span()).isEqualTo(last(offsets) + 1 - expected);
        }
        return order.size();
    }

    /** Offsets from 10 on; each set bit of {@code gaps} leaves one out. */
    private static List<Long> offsets(int gaps) {
        List<Long> offsets = new ArrayList<>(List.of(10L));
        for (int bit = 0; bit < 6; bit++) {
            if ((gaps & (1 << bit)) == 0) {
                offsets.add(11L + bit);
            }
        }
        return offsets;
    }

    private static long last(List<Long> offsets) {
        return offsets.get(offsets.size() - 1);
    }

    private static List<List<Long>> permutations(List<Long> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Long>> all = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            List<Long> rest = new ArrayList<>(of);
            Long first = rest.remove(i);
            for (List<Long> tail : permutations(rest)) {
                List<Long> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
