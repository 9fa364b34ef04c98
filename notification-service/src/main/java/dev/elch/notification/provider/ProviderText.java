package dev.elch.notification.provider;

import dev.elch.contract.MaskedText;
import dev.elch.notification.mail.VisibleText;

/** A provider's words as one short line without mail addresses in clear, fit for journals and logs. */
public final class ProviderText {

    private static final int LONGEST = 200;

    private ProviderText() {}

    public static String of(String said) {
        String head = said.substring(0, Math.min(said.length(), 10 * LONGEST));
        return VisibleText.shortened(MaskedText.of(VisibleText.of(head)), LONGEST);
    }
}
