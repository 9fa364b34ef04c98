package dev.elch.notification.provider;

import java.util.Locale;
import java.util.regex.Pattern;

/** Words by which servers say that a mailbox is full, in a reply of SMTP as in a report. */
public final class MailboxWords {

    private static final Pattern FULL_CODE = Pattern.compile("\\b[45]\\.2\\.2\\b");
    private static final Pattern FULL = Pattern.compile(
            "(mailbox|inbox|mail box|recipient|user|account)\\b.{0,60}\\b(is |are )?(full|over ?quota|over the quota|out of storage)"
                    + "|over ?quota|quota exceeded for (mailbox|user|recipient)|(mailbox|storage|disk) quota exceeded"
                    + "|exceeded (its |his |the |their )?(storage|mailbox|disk) (quota|allocation)"
                    + "|(mailbox|mail box) (size )?limit exceeded|not enough (storage|disk) space|mailbox_?full"
                    + "|(mailbox|account) (has )?exceeded .{0,30}(quota|size|storage)");

    private MailboxWords() {}

    /**
     * Whether the mailbox is full, and not missing or closed to us.
     *
     * @param said codes and text of the refusal
     */
    public static boolean sayItIsFull(String said) {
        return FULL_CODE.matcher(said).find()
                || FULL.matcher(said.toLowerCase(Locale.ROOT)).find();
    }
}
