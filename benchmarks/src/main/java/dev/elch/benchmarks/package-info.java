/** Programs that measure Elch beside what a user would pick instead; {@code benchmarks/README.md} tells how to run them. */
@NullMarked
package dev.elch.benchmarks;

import org.jspecify.annotations.NullMarked;
