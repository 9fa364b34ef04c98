/** How late retries are, while other mails go on: Elch beside spring-kafka's retry topics. */
@NullMarked
package dev.elch.benchmarks.lateness;

import org.jspecify.annotations.NullMarked;
