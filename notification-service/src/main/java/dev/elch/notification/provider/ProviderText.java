package dev.elch.notification.provider;

import dev.elch.contract.MaskedAddress;
import dev.elch.notification.mail.VisibleText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider's words as one short line without mail addresses in clear, fit for journals and logs. */
public final class ProviderText {

    private static final int LONGEST = 200;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),;:=]+@[^\\s<>\"'(),;:=]+");

    private ProviderText() {}

    public static String of(String said) {
        String head = said.substring(0, Math.min(said.length(), 10 * LONGEST));
        String line = VisibleText.of(head);
        String masked =
                ADDRESS.matcher(line).replaceAll(found -> Matcher.quoteReplacement(MaskedAddress.of(found.group())));
        return VisibleText.shortened(masked, LONGEST);
    }
}
