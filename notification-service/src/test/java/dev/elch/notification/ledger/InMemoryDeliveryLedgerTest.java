package dev.elch.notification.ledger;

/** The ledger without a database keeps the contract, so that tests with it mean something. */
class InMemoryDeliveryLedgerTest extends DeliveryLedgerContract {

    private final InMemoryDeliveryLedger ledger = new InMemoryDeliveryLedger(new ClaimRules("none", LEASE, WINDOW));

    @Override
    DeliveryLedger ledger(String owner) {
        ledger.ownedBy(owner);
        return ledger;
    }
}
