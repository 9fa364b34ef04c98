package dev.elch.notification.suppression;

class SuppressedAddressesTest extends SuppressedAddressesBehaviour {

    @Override
    SuppressedAddresses addresses() {
        return new InMemorySuppressedAddresses();
    }
}
