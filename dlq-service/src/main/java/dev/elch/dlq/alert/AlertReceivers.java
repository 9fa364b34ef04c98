package dev.elch.dlq.alert;

import java.util.ArrayList;
import java.util.List;

/** Who is told of alerts. */
record AlertReceivers(List<AlertReceiver> all) {

    AlertReceivers {
        all = List.copyOf(all);
    }

    /** Those that are configured. */
    static AlertReceivers of(AlertProperties properties) {
        List<AlertReceiver> receivers = new ArrayList<>();
        if (properties.webhook() != null) {
            receivers.add(WebhookReceiver.plain(properties.webhook()));
        }
        if (properties.slack() != null) {
            receivers.add(WebhookReceiver.slack(properties.slack()));
        }
        if (!properties.mail().to().isEmpty()) {
            receivers.add(new SmtpReceiver(properties.mail()));
        }
        return new AlertReceivers(receivers);
    }
}
