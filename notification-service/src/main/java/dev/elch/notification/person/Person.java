package dev.elch.notification.person;

import java.util.List;

/**
 * Who is to be erased.
 *
 * @param userId such as {@code github:1001}
 * @param addresses every mail address of theirs that is known; the suppressions can be found in no other way
 */
public record Person(String userId, List<String> addresses) {

    public Person {
        addresses = List.copyOf(addresses);
    }
}
