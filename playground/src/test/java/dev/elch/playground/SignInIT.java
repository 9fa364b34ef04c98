package dev.elch.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import dev.elch.contract.Topics;
import dev.elch.standin.github.Persona;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@ExtendWith(SharedPlayground.class)
class SignInIT {

    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NOREPLY_ONLY", "NO_VERIFIED_ADDRESS", "ADDRESS_REFUSED"})
    void sends_a_mail_to_the_verified_address_of(Persona persona, RunningPlayground playground) {
        Page page = browser.stranger("mn-MN");
        SignInPages pages = new SignInPages(playground, page);

        pages.signInAs(persona);

        FrameLocator mail = pages.openMailTo(persona.deliverableAddress().orElseThrow());
        assertThat(mail.locator("h1")).containsText("нэвтэрсэн");
        assertThat(mail.locator("body")).containsText("GitHub");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOREPLY_ONLY", "NO_VERIFIED_ADDRESS"})
    void says_on_the_page_that_no_mail_can_be_sent_to(Persona persona, RunningPlayground playground) {
        Page page = browser.stranger("en-US");

        new SignInPages(playground, page).signInAs(persona);

        assertThat(page.locator("main")).containsText("No verified address");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOREPLY_ONLY", "NO_VERIFIED_ADDRESS"})
    void settles_the_event_without_a_mail_to(Persona persona, RunningPlayground playground) {
        PublishedRecords records = new PublishedRecords(playground);
        Page page = browser.stranger("en-US");

        new SignInPages(playground, page).signInAs(persona);

        GenericRecord settled = Eventually.get(
                "a settled event of " + persona,
                () -> records.read(Topics.NOTIFICATION_SETTLED).stream()
                        .map(records::decode)
                        .filter(record -> record.get("userId").toString().equals("github:" + persona.id()))
                        .findFirst());
        assertThat(settled.get("outcome")).hasToString("SUPPRESSED");
        assertThat(settled.get("reason")).hasToString("no_verified_address");
        page.navigate(playground.page(Port.MAILBOX) + "/");
        assertThat(page.locator("#count")).not().isEmpty();
        assertThat(page.locator(".mails a:has-text('" + persona.login() + "')")).hasCount(0);
    }

    @Test
    void writes_in_english_to_a_user_whose_browser_does(RunningPlayground playground) {
        SignInPages pages = new SignInPages(playground, browser.stranger("en-GB"));

        pages.signInAs(Persona.VERIFIED);

        assertThat(pages.openMailTo("sarnai@example.org").locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void writes_in_mongolian_to_a_user_with_a_language_that_we_do_not_speak(RunningPlayground playground) {
        SignInPages pages = new SignInPages(playground, browser.stranger("fi-FI"));

        pages.signInAs(Persona.CYRILLIC_NAME);

        assertThat(pages.openMailTo("oyuunaa@example.org").locator("html")).hasAttribute("lang", "mn");
    }

    @Test
    void shows_the_signed_in_page_no_more_after_logging_out(RunningPlayground playground) {
        Page page = browser.stranger("en-US");
        SignInPages pages = new SignInPages(playground, page);
        pages.signInAs(Persona.VERIFIED);

        pages.logOut();
        page.navigate(playground.page(Port.APP) + "/me");

        assertThat(page.url()).doesNotEndWith("/me");
    }
}
