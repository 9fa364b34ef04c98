package dev.elch.notification.provider.sendgrid;

import com.sendgrid.helpers.mail.objects.ClickTrackingSetting;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import com.sendgrid.helpers.mail.objects.MailSettings;
import com.sendgrid.helpers.mail.objects.OpenTrackingSetting;
import com.sendgrid.helpers.mail.objects.Personalization;
import com.sendgrid.helpers.mail.objects.Setting;
import com.sendgrid.helpers.mail.objects.SubscriptionTrackingSetting;
import com.sendgrid.helpers.mail.objects.TrackingSettings;
import dev.elch.notification.mail.Mail;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A mail in the form of SendGrid's API: one recipient, text first, no tracking, the event key as the only custom argument. */
public final class SendGridMessage {

    /** Name of the custom argument that every webhook event of this mail carries. */
    public static final String EVENT_KEY = "elch_event_key";

    private static final DateTimeFormatter RFC_5322 =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

    private SendGridMessage() {}

    static String of(Mail mail, boolean isSandbox) throws IOException {
        com.sendgrid.helpers.mail.Mail message = new com.sendgrid.helpers.mail.Mail();
        message.setFrom(new Email(mail.from(), mail.fromName()));
        message.setSubject(mail.subject());
        Personalization recipient = new Personalization();
        recipient.addTo(new Email(mail.to()));
        message.addPersonalization(recipient);
        message.addContent(new Content("text/plain", mail.text()));
        message.addContent(new Content("text/html", mail.html()));
        message.addHeader("Message-ID", mail.messageId());
        message.addHeader("Date", RFC_5322.format(mail.date().atOffset(ZoneOffset.UTC)));
        mail.headers().forEach(message::addHeader);
        message.addCustomArg(EVENT_KEY, mail.eventKey());
        message.setTrackingSettings(nothingTracked());
        message.setMailSettings(sandbox(isSandbox));
        return message.build();
    }

    private static TrackingSettings nothingTracked() {
        ClickTrackingSetting clicks = new ClickTrackingSetting();
        clicks.setEnable(false);
        clicks.setEnableText(false);
        OpenTrackingSetting opens = new OpenTrackingSetting();
        opens.setEnable(false);
        SubscriptionTrackingSetting subscriptions = new SubscriptionTrackingSetting();
        subscriptions.setEnable(false);
        TrackingSettings tracking = new TrackingSettings();
        tracking.setClickTrackingSetting(clicks);
        tracking.setOpenTrackingSetting(opens);
        tracking.setSubscriptionTrackingSetting(subscriptions);
        return tracking;
    }

    private static MailSettings sandbox(boolean isSandbox) {
        Setting sandbox = new Setting();
        sandbox.setEnable(isSandbox);
        MailSettings settings = new MailSettings();
        settings.setSandboxMode(sandbox);
        return settings;
    }
}
