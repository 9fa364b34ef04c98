package dev.elch.notification.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoForTests;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class FilteredSuppressionsIT extends SuppressedAddressesBehaviour {

    @RegisterExtension
    static final MongoForTests MONGO = new MongoForTests();

    private static final AddressHashes HASHES = new AddressHashes("a pepper for tests only");
    private static final Reason UNKNOWN = Reason.of("bad_address", "no such mailbox");
    private static final String ADDRESS = "bold@example.mn";

    private final MongoDatabase database = MONGO.emptyDatabase();
    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");

    @Override
    FilteredSuppressions addresses() {
        MongoSuppressedAddresses.INDEXES.create(database).block();
        FilteredSuppressions addresses =
                new FilteredSuppressions(new MongoSuppressedAddresses(database, HASHES), clock);
        addresses.read();
        return addresses;
    }

    @Test
    void knows_what_was_on_the_list_before_it_started() {
        addresses().add(ADDRESS, Suppression.UNTIL_LIFTED, UNKNOWN, clock.instant());

        assertThat(addresses().covers(ADDRESS, clock.instant())).isTrue();
    }

    @Test
    void learns_what_another_instance_adds_even_if_its_clock_is_behind() {
        FilteredSuppressions here = addresses();
        Instant behind = clock.instant().minus(Duration.ofMinutes(5));
        addresses().add(ADDRESS, Suppression.UNTIL_LIFTED, UNKNOWN, behind);

        clock.advance(Duration.ofSeconds(1));
        here.read();

        assertThat(here.covers(ADDRESS, clock.instant())).isTrue();
    }

    @Test
    void looks_up_every_address_when_it_has_not_read_the_list_for_five_seconds() {
        FilteredSuppressions here = addresses();
        addresses().add(ADDRESS, Suppression.UNTIL_LIFTED, UNKNOWN, clock.instant());
        assertThat(here.covers(ADDRESS, clock.instant())).as("not read yet").isFalse();

        clock.advance(Duration.ofSeconds(5));

        assertThat(here.covers(ADDRESS, clock.instant())).isTrue();
    }

    @Test
    void looks_up_every_address_before_it_has_read_the_list() {
        addresses().add(ADDRESS, Suppression.UNTIL_LIFTED, UNKNOWN, clock.instant());
        FilteredSuppressions unread = new FilteredSuppressions(new MongoSuppressedAddresses(database, HASHES), clock);

        assertThat(unread.covers(ADDRESS, clock.instant())).isTrue();
    }

    @Test
    void reads_the_whole_list_again_after_a_day_and_keeps_what_is_on_it() {
        FilteredSuppressions here = addresses();
        here.add(ADDRESS, Suppression.UNTIL_LIFTED, UNKNOWN, clock.instant());

        clock.advance(Duration.ofDays(1).plusSeconds(1));
        here.read();

        assertThat(here.covers(ADDRESS, clock.instant())).isTrue();
    }

    @Test
    void an_address_that_was_lifted_elsewhere_gets_mail_at_once() {
        FilteredSuppressions here = addresses();
        here.add(ADDRESS, Suppression.UNTIL_LIFTED, UNKNOWN, clock.instant());

        Mono.from(database.getCollection("suppressions").deleteMany(new Document()))
                .block();

        assertThat(here.covers(ADDRESS, clock.instant())).isFalse();
    }
}
