package dev.elch.standin.github;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people one can sign in as. Their ids never change: allow-lists and tests may name them. */
public enum Persona {
    /** Shows her address to everybody. */
    VERIFIED(
            1001,
            "sarnai",
            "Sarnai Bold",
            "sarnai@example.org",
            "Verified address, visible to everybody.",
            List.of(new Address("sarnai@example.org", true, true, "public"))),
    /** Hides his address: it is null in {@code /user} and can be found in {@code /user/emails}. */
    PRIVATE_ADDRESS(
            1002,
            "anton-private",
            "Anton Weber",
            null,
            "Verified address, kept private.",
            List.of(
                    new Address("old-anton@example.net", false, true, null),
                    new Address("anton@example.net", true, true, "private"),
                    new Address("1002+anton-private@users.noreply.github.com", false, true, null))),
    /** Has only an address that takes no mail. */
    NOREPLY_ONLY(
            1003,
            "quiet-reader",
            null,
            null,
            "Only a noreply address of GitHub: no mail can be sent.",
            List.of(new Address("1003+quiet-reader@users.noreply.github.com", true, true, null))),
    /** Has never confirmed the address. */
    NO_VERIFIED_ADDRESS(
            1004,
            "just-arrived",
            "Just Arrived",
            "just-arrived@example.com",
            "Address never confirmed: no mail may be sent.",
            List.of(new Address("just-arrived@example.com", true, false, "public"))),
    /** Writes the name in Cyrillic letters. */
    CYRILLIC_NAME(
            1005,
            "oyuunaa",
            "Оюунаа Дорж",
            "oyuunaa@example.org",
            "Name in Cyrillic letters, verified address.",
            List.of(new Address("oyuunaa@example.org", true, true, "public"))),
    /** Has an address that the mail server of {@code ./run} refuses for good. */
    ADDRESS_REFUSED(
            1006,
            "moved-away",
            "Moved Away",
            "refused+moved-away@example.org",
            "Address refused for good: the mail becomes a dead letter.",
            List.of(new Address("refused+moved-away@example.org", true, true, "public"))),
    /** Has an address that the mail server of {@code ./run} accepts at the third try. */
    ACCEPTED_LATER(
            1007,
            "busy-server",
            "Busy Server",
            "later+busy-server@example.org",
            "Address accepted at the third try: the mail is retried.",
            List.of(new Address("later+busy-server@example.org", true, true, "public"))),
    /** Is meant to be on the list of those who operate the system. */
    OPERATOR(
            1009,
            "elch-operator",
            "Temuulen (operator)",
            null,
            "Operates Elch: may act on dead letters.",
            List.of(new Address("operator@example.org", true, true, "private")));

    private final long id;
    private final String login;
    private final @Nullable String fullName;
    private final @Nullable String publicEmail;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<Address> addresses;

    Persona(
            long id,
            String login,
            @Nullable String fullName,
            @Nullable String publicEmail,
            String description,
            List<Address> addresses) {
        this.id = id;
        this.login = login;
        this.fullName = fullName;
        this.publicEmail = publicEmail;
        this.description = description;
        this.addresses = addresses;
    }

    /** The numeric id of the account; logins can be renamed, ids cannot. */
    public long id() {
        return id;
    }

    public String login() {
        return login;
    }

    public @Nullable String fullName() {
        return fullName;
    }

    /** What {@code /user} says about the address; null when it is private. */
    public @Nullable String publicEmail() {
        return publicEmail;
    }

    /** The address a mail may be sent to, if there is one. */
    public Optional<String> deliverableAddress() {
        return addresses.stream()
                .filter(address -> address.primary() && address.verified())
                .map(Address::email)
                .filter(email -> !email.endsWith("@users.noreply.github.com"))
                .findFirst();
    }

    String description() {
        return description;
    }

    List<Address> addresses() {
        return addresses;
    }

    static Optional<Persona> withLogin(String login) {
        return Arrays.stream(values())
                .filter(persona -> persona.login.equals(login))
                .findFirst();
    }

    /** One entry of {@code /user/emails}, in GitHub's words. */
    record Address(
            String email,
            boolean primary,
            boolean verified,
            @Nullable String visibility) {}
}
