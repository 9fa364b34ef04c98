package dev.elch.standin.mailbox;

import dev.elch.testkit.web.LoopbackWeb;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A mail server and the page that shows what it got. It accepts mails for every address and delivers none. Some addresses
 * make it fail, see {@link RecipientBehaviour}, and a switch on the page makes it refuse everything for a while.
 */
public final class Mailbox implements AutoCloseable {

    /** Longer than a person waits, shorter than a mail program does. */
    private static final Duration SLOW = Duration.ofSeconds(10);

    private final StoredMails mails;
    private final SmtpInbox smtp;
    private final LoopbackWeb page;

    private Mailbox(StoredMails mails, SmtpInbox smtp, LoopbackWeb page) {
        this.mails = mails;
        this.smtp = smtp;
        this.page = page;
    }

    /** A mailbox on free ports that forgets its mails when it is closed. */
    public static Mailbox inMemory() {
        return start(new Options(0, 0, null, null));
    }

    /** Starts both servers; fails when one of the ports is taken. */
    public static Mailbox start(Options options) {
        return start(options, Clock.systemUTC(), SLOW);
    }

    /**
     * @param clock says when a mail arrived and when the switch turns itself off
     * @param slow how long a slow recipient takes
     */
    static Mailbox start(Options options, Clock clock, Duration slow) {
        Path folder = options.folder();
        StoredMails mails = new StoredMails(folder == null ? null : new EmlFolder(folder));
        RefusalSwitch refusals = new RefusalSwitch(clock, mails::changed);
        SmtpInbox smtp = SmtpInbox.start(options.smtpPort(), mails, new MailIds(clock), new Reception(refusals, slow));
        try {
            MailboxPage pages = new MailboxPage(mails, refusals, smtp.port(), options.app());
            LoopbackWeb page = LoopbackWeb.start("mailbox-page", options.pagePort(), pages.routes());
            return new Mailbox(mails, smtp, page);
        } catch (RuntimeException e) {
            smtp.close();
            throw e;
        }
    }

    public int smtpPort() {
        return smtp.port();
    }

    /** Where a browser finds the page. */
    public URI page() {
        return page.uri();
    }

    /** All mails, newest first. */
    public List<ReceivedMail> mails() {
        return mails.newestFirst();
    }

    /**
     * The oldest mail that fits, waiting for it when it is not there yet.
     *
     * @throws AssertionError when none has come after {@code limit}
     */
    public ReceivedMail awaitMail(Predicate<ReceivedMail> wanted, Duration limit) {
        try {
            return mails.await(wanted, limit)
                    .orElseThrow(() -> new AssertionError("no such mail within " + limit + "; there are "
                            + mails().stream()
                                    .map(mail -> mail.recipients() + " " + mail.subject())
                                    .toList()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a mail", e);
        }
    }

    /** Deletes all mails, also their files. */
    public void clear() {
        mails.clear();
    }

    @Override
    public void close() {
        page.close();
        smtp.close();
    }

    /**
     * What a mailbox needs to know.
     *
     * @param smtpPort port of the mail server, 0 for a free one
     * @param pagePort port of the page, 0 for a free one
     * @param folder where the mails are kept; none: in memory only
     * @param app the page to try when the mailbox is empty; none: the empty mailbox names no page
     */
    public record Options(
            int smtpPort,
            int pagePort,
            @Nullable Path folder,
            @Nullable URI app) {}
}
