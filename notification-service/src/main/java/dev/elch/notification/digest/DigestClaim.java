package dev.elch.notification.digest;

import java.time.Instant;

/**
 * The right to deliver one digest, until the lease ends or a claim with a higher fence is made.
 *
 * @param key names the digest
 * @param fence one higher with every claim
 * @param attempt from 1
 * @param unknowns how many times it was handed over and the answer was lost
 * @param isFrozen whether it is settled already which sign-ins it tells of
 * @param due when it was to go out
 */
record DigestClaim(String key, long fence, int attempt, int unknowns, boolean isFrozen, Instant due) {}
