/** What the mail says and how it looks: texts, templates, languages. */
@NullMarked
package dev.elch.notification.mail;

import org.jspecify.annotations.NullMarked;
