/** {@code ./bench}: Elch beside what a team would run instead, in one run, with every contestant in processes of its own. */
@NullMarked
package dev.elch.benchmarks.bench;

import org.jspecify.annotations.NullMarked;
