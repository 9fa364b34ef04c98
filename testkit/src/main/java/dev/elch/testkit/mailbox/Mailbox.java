package dev.elch.testkit.mailbox;

import dev.elch.testkit.web.LoopbackWeb;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A mail server and the page that shows what it got. Mails are for anybody and leave it for nobody. */
public final class Mailbox implements AutoCloseable {

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
        Path folder = options.folder();
        StoredMails mails = new StoredMails(folder == null ? null : new EmlFolder(folder));
        SmtpInbox smtp = SmtpInbox.start(options.smtpPort(), mails, new MailIds(Clock.systemUTC()));
        try {
            LoopbackWeb page = LoopbackWeb.start(
                    "mailbox-page", options.pagePort(), new MailboxPage(mails, smtp.port(), options.app()).routes());
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
