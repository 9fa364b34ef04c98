package dev.elch.dlq.audit;

import java.util.Optional;

/**
 * What checking the chain came to.
 *
 * @param entries how many were read
 * @param head hash of the last one: written down elsewhere, it proves later that nothing before it was changed
 * @param fault the first thing that is wrong; empty: nothing is
 */
public record Verification(long entries, String head, Optional<String> fault) {

    public boolean isIntact() {
        return fault.isEmpty();
    }
}
