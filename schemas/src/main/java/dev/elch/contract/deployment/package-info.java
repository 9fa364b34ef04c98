/** What a deployment has to prepare before the services start: topics and schemas. */
@NullMarked
package dev.elch.contract.deployment;

import org.jspecify.annotations.NullMarked;
