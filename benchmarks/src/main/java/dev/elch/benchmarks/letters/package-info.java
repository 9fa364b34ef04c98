/** How dlq-service copes with many letters. */
@NullMarked
package dev.elch.benchmarks.letters;

import org.jspecify.annotations.NullMarked;
