/** A small HTTP server for the pages of the testkit, built on the one in the JDK. */
@NullMarked
package dev.elch.testkit.web;

import org.jspecify.annotations.NullMarked;
