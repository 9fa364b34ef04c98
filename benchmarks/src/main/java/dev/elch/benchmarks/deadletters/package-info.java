/** How dlq-service copes with many dead letters. */
@NullMarked
package dev.elch.benchmarks.deadletters;

import org.jspecify.annotations.NullMarked;
