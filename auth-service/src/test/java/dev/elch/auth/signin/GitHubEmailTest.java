package dev.elch.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GitHubEmailTest {

    private static final GitHubEmail OLD = new GitHubEmail("old@example.org", false, true);
    private static final GitHubEmail PRIMARY = new GitHubEmail("me@example.org", true, true);

    @Test
    void takes_the_primary_verified_address_wherever_it_stands() {
        assertThat(GitHubEmail.mailable(List.of(OLD, PRIMARY))).contains("me@example.org");
    }

    @Test
    void takes_no_address_that_is_not_verified() {
        assertThat(GitHubEmail.mailable(List.of(new GitHubEmail("new@example.org", true, false))))
                .isEmpty();
    }

    @Test
    void takes_no_other_address_when_the_primary_one_is_not_verified() {
        assertThat(GitHubEmail.mailable(List.of(new GitHubEmail("new@example.org", true, false), OLD)))
                .isEmpty();
    }

    @Test
    void takes_no_noreply_address_in_any_spelling() {
        assertThat(GitHubEmail.mailable(List.of(new GitHubEmail("1+me@users.noreply.GitHub.com", true, true))))
                .isEmpty();
    }

    @Test
    void takes_nothing_from_an_empty_list() {
        assertThat(GitHubEmail.mailable(List.of())).isEmpty();
    }
}
