package dev.elch.contract;

import org.apache.avro.util.ClassSecurityValidator;

/** Lets Avro instantiate the records of this package, which it refuses to by default since 1.12.2. */
public final class TrustedRecords {

    private TrustedRecords() {}

    /**
     * Trusts {@link UserSignedIn} and {@link NotificationSettled} and nothing else beyond Avro's own defaults. Call it
     * before the first record is read or written; calling it again changes nothing.
     */
    public static void install() {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT,
                ClassSecurityValidator.builder()
                        .add(UserSignedIn.class)
                        .add(NotificationSettled.class)
                        .build()));
    }
}
