package dev.elch.notification.ledger;

/** The fake keeps the contract, so that what is proved with it counts. */
class InMemoryMailReportsTest extends MailReportsContract {

    private final InMemoryDeliveryLedger ledger = new InMemoryDeliveryLedger(new ClaimRules("a", LEASE, WINDOW));

    @Override
    DeliveryLedger ledger() {
        return ledger;
    }

    @Override
    MailReports reports() {
        return ledger;
    }

    @Override
    String mailState() {
        return ledger.mailState(key);
    }
}
