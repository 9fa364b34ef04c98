package dev.elch.notification.digest;

class DigestsTest extends DigestsBehaviour {

    @Override
    Digests digests() {
        return new InMemoryDigests(WINDOW, GRACE, LEASE);
    }
}
