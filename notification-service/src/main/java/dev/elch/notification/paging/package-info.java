/** What every list of the API has: a cursor and a limit. */
@NullMarked
package dev.elch.notification.paging;

import org.jspecify.annotations.NullMarked;
