package dev.elch.notification.provider;

import dev.elch.contract.MaskedAddress;
import java.util.regex.Pattern;

/** What a provider said, in a form that may be kept: one short line with no mail address in clear. */
public final class ProviderText {

    private static final int LONGEST = 200;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),;:=]+@[^\\s<>\"'(),;:=]+");

    private ProviderText() {}

    public static String of(String said) {
        String head = said.substring(0, Math.min(said.length(), 10 * LONGEST));
        String line = head.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String masked = ADDRESS.matcher(line)
                .replaceAll(found -> MaskedAddress.of(found.group()).replace("$", "\\$"));
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST - 1) + "…";
    }
}
