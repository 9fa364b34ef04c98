package dev.elch.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.browser.Axe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the README tells a newcomer to try: a mail fails, becomes a dead letter, is replayed and arrives. */
@Tag("slow")
@ExtendWith(SharedPlayground.class)
class FailureIT {

    private Browser browser;
    private Page mailbox;

    @BeforeEach
    void open(RunningPlayground playground) {
        browser = Browser.open();
        mailbox = browser.stranger("en-US");
        mailbox.navigate(playground.page(Port.MAILBOX) + "/");
    }

    @AfterEach
    void acceptMailsAgain() {
        if (browser != null) {
            mailbox.evaluate("fetch('api/refusal', { method: 'DELETE' })");
            browser.close();
        }
    }

    @Test
    void a_refused_mail_becomes_a_dead_letter_and_arrives_once_it_is_replayed(RunningPlayground playground) {
        String address = Persona.CYRILLIC_NAME.deliverableAddress().orElseThrow();
        mailbox.locator("#refuse").click();
        assertThat(mailbox.locator("#refusing")).containsText("Every mail is refused until");
        for (ColorScheme scheme : ColorScheme.values()) {
            mailbox.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Axe.assertOpenToEverybody(mailbox::evaluate, "mailbox that refuses " + scheme);
        }
        new SignInPages(playground, browser.stranger("en-US")).signInAs(Persona.CYRILLIC_NAME);

        Page console = openDeadLetterOf(Persona.CYRILLIC_NAME, "Refused", playground);
        assertThat(console.locator("main")).containsText("set to refuse everything");
        int mailsBefore = mailsTo(address);
        mailbox.locator("#accept").click();
        assertThat(mailbox.locator("#refusing")).isHidden();
        console.locator("#replay").click();
        console.locator("dialog [name=reason]").fill("the mailbox accepts mails again");
        console.locator("dialog button[type=submit]").click();

        assertThat(mailbox.locator(".mails a:has-text('" + address + "')")).hasCount(mailsBefore + 1);
    }

    @Test
    void a_person_whose_address_is_refused_leaves_a_dead_letter_that_says_so(RunningPlayground playground) {
        new SignInPages(playground, browser.stranger("en-US")).signInAs(Persona.ADDRESS_REFUSED);

        Page console = openDeadLetterOf(Persona.ADDRESS_REFUSED, "Bad address", playground);

        assertThat(console.locator("main")).containsText("No such user");
    }

    /** The dead letter is there a moment after the failure; until then the list is loaded again. */
    private Page openDeadLetterOf(Persona persona, String cause, RunningPlayground playground) {
        Page console = browser.stranger("en-US");
        console.navigate(playground.page(Port.DLQ) + "/#/dead-letters?state=open&user=github:" + persona.id());
        console.locator("#sign-in").click();
        console.locator("button[value='" + Persona.OPERATOR.login() + "']").click();
        assertThat(console.locator("h1")).isVisible();
        Eventually.get("a dead letter of " + persona, () -> {
                    console.reload();
                    console.locator("main h1").waitFor();
                    return console.locator("tbody a").all().stream().findFirst();
                })
                .click();
        assertThat(console.locator("h1")).hasText(cause);
        return console;
    }

    private int mailsTo(String address) {
        return mailbox.locator(".mails a:has-text('" + address + "')").count();
    }
}
