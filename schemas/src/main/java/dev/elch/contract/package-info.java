/** What the services must agree on: records, topic names, record headers and signed links. */
@NullMarked
package dev.elch.contract;

import org.jspecify.annotations.NullMarked;
