/** What an operator wants to know first: how much there is to do, and how it has developed. */
@NullMarked
package dev.elch.dlq.overview;

import org.jspecify.annotations.NullMarked;
