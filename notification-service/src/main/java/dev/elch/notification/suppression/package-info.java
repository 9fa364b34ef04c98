/** The addresses that get no mail, because they do not exist, are full, or complained. */
@NullMarked
package dev.elch.notification.suppression;

import org.jspecify.annotations.NullMarked;
