package dev.elch.notification;

import java.time.Duration;

/** Indexes that one feature wants; made at start, once the database is known to answer. */
public interface MongoIndexes {

    /** Makes what is missing and leaves the rest as it is; {@code limit} is for each answer of the database. */
    void create(Duration limit);
}
