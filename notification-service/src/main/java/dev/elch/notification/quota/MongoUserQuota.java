package dev.elch.notification.quota;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link UserQuota} is stored: one document per user.
 *
 * @param version counts the changes; 0 when there is no document yet
 */
record MongoUserQuota(String userId, long version, UserQuota quota) {

    static final String VERSION = "version";
    static final String EXPIRES = "expiresAt";

    static MongoUserQuota unused(String userId) {
        return new MongoUserQuota(userId, 0, UserQuota.UNUSED);
    }

    static MongoUserQuota of(Document found) {
        List<Charge> charges = found.getList("charges", Document.class).stream()
                .map(charge -> new Charge(
                        charge.getString("eventKey"),
                        charge.getDate("at").toInstant(),
                        charge.getBoolean("reserved", false)))
                .toList();
        @Nullable Date digestDue = found.getDate("digestDue");
        return new MongoUserQuota(
                found.getString("_id"),
                found.getLong(VERSION),
                new UserQuota(charges, digestDue == null ? null : digestDue.toInstant()));
    }

    boolean isNew() {
        return version == 0;
    }

    /** The document with {@code after} in it, one version up. It is of no use three windows from {@code now}. */
    Document next(UserQuota after, QuotaPolicy policy, Instant now) {
        List<Document> charges = after.charges().stream()
                .map(charge -> new Document("eventKey", charge.eventKey())
                        .append("at", Date.from(charge.at()))
                        .append("reserved", charge.reserved()))
                .toList();
        @Nullable Instant digestDue = after.digestDue();
        return new Document("_id", userId)
                .append(VERSION, version + 1)
                .append("charges", charges)
                .append("digestDue", digestDue == null ? null : Date.from(digestDue))
                .append(EXPIRES, Date.from(now.plus(policy.window().multipliedBy(3))));
    }
}
