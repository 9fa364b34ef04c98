package dev.elch.playground;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.elch.standin.github.Persona;

/** What a person does on our pages. */
final class SignInPages {

    private final RunningPlayground playground;
    private final Page page;

    SignInPages(RunningPlayground playground, Page page) {
        this.playground = playground;
        this.page = page;
    }

    /** From the home page through the choice of people to the signed-in page. */
    void signInAs(Persona persona) {
        page.navigate(playground.page(Port.APP) + "/");
        page.locator("a[href='/oauth2/authorization/github']").first().click();
        page.locator("button[value='" + persona.login() + "']").click();
        page.waitForURL("**/me");
    }

    void logOut() {
        page.locator("form[action='/logout'] button").click();
        page.waitForURL(playground.page(Port.APP) + "/**");
    }

    /** Opens the newest mail to {@code address}, waiting for it as a person would: the list updates by itself. */
    FrameLocator openMailTo(String address) {
        if (!page.url().startsWith(playground.page(Port.MAILBOX).toString())) {
            page.navigate(playground.page(Port.MAILBOX) + "/");
        }
        mailsTo(address).first().click();
        page.locator("#to:has-text('" + address + "')").waitFor();
        return page.frameLocator("#frame");
    }

    Locator mailsTo(String address) {
        return page.locator(".mails a", new Page.LocatorOptions().setHasText("to " + address));
    }
}
