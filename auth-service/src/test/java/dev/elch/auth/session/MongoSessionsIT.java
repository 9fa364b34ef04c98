package dev.elch.auth.session;

import static dev.elch.auth.signin.SignIns.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.signin.SignIns;
import dev.elch.testkit.stack.Stack;
import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class MongoSessionsIT {

    private static MongoClient client;

    private final SettableClock clock = SettableClock.at(NOON);
    private MongoDatabase database;
    private MongoSessions sessions;

    @BeforeAll
    static void connect() {
        client = MongoClients.create(Stack.shared().mongoUri("auth_sessions"));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void prepare() {
        database = client.getDatabase("auth_" + UUID.randomUUID());
        sessions = new MongoSessions(database, Duration.ofHours(12), clock);
        MongoSessions.INDEXES
                .create(database)
                .then(MongoSessions.INDEXES.create(database))
                .block();
    }

    @Test
    void finds_a_session_as_it_was_stored() {
        SignInSession session = signedIn("github:1", "ref-1");

        SignInSession found = sessions.find(session.getId()).blockOptional().orElseThrow();

        assertThat(found.attributes()).isEqualTo(session.attributes());
        assertThat(found.getCreationTime()).isEqualTo(NOON);
        assertThat(found.getLastAccessedTime()).isEqualTo(NOON);
        assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void does_not_store_the_id_itself() {
        SignInSession session = signedIn("github:1", "ref-1");

        String json = Mono.from(database.getCollection("sessions").find().first())
                .blockOptional()
                .orElseThrow()
                .toJson();

        assertThat(json).doesNotContain(session.getId()).contains(SessionIds.hash(session.getId()));
    }

    @Test
    void does_not_insert_by_an_update() {
        SignInSession session = signedIn("github:1", "ref-1");
        assertThat(sessions.delete(session.getId()).block()).isTrue();

        assertThat(sessions.update(session).block()).isFalse();

        assertThat(sessions.find(session.getId()).block()).isNull();
        assertThat(sessions.delete(session.getId()).block()).isFalse();
    }

    @Test
    void updates_what_is_there() {
        SignInSession session = signedIn("github:1", "ref-1");
        session.setAttribute("color", "green");

        assertThat(sessions.update(session).block()).isTrue();

        assertThat(sessions.find(session.getId()).blockOptional().orElseThrow().<String>getAttribute("color"))
                .isEqualTo("green");
    }

    @Test
    void does_not_find_an_expired_session_that_was_not_cleaned_up_yet() {
        SignInSession session = signedIn("github:1", "ref-1");

        clock.advance(Duration.ofMinutes(30));

        assertThat(sessions.find(session.getId()).block()).isNull();
    }

    @Test
    void a_visit_by_reference_keeps_a_session_but_not_beyond_its_lifetime() {
        SignInSession session = signedIn("github:1", "ref-1");
        for (int visit = 0; visit < 35; visit++) {
            clock.advance(Duration.ofMinutes(20));
            assertThat(sessions.visit("ref-1").block()).isTrue();
        }
        assertThat(sessions.find(session.getId()).block()).isNotNull();

        clock.advance(Duration.ofMinutes(20));

        assertThat(sessions.visit("ref-1").block()).isFalse();
        assertThat(sessions.visit("ref-2").block()).isFalse();
    }

    @Test
    void ends_sessions_by_user_and_by_reference() {
        signedIn("github:1", "ref-1");
        signedIn("github:1", "ref-2");
        signedIn("github:2", "ref-3");

        assertThat(sessions.deleteByReference("ref-1").block()).isEqualTo(1);
        assertThat(sessions.deleteByReference("ref-1").block()).isZero();
        assertThat(sessions.deleteAllOf("github:1").block()).isEqualTo(1);
        assertThat(sessions.deleteAllOf("github:2").block()).isEqualTo(1);
    }

    @Test
    void takes_a_session_that_can_not_be_read_for_none() {
        SignInSession session = signedIn("github:1", "ref-1");
        Mono.from(database.getCollection("sessions")
                        .updateOne(new Document(), new Document("$set", Map.of("attributes", new Binary(new byte[] {1, 2
                        })))))
                .block();

        assertThat(sessions.find(session.getId()).block()).isNull();
    }

    private SignInSession signedIn(String userId, String reference) {
        SignInSession session = SignInSession.create(Duration.ofMinutes(30), clock.instant());
        session.setAttribute(SignInSession.USER_ID, userId);
        session.setAttribute(SignInSession.REFERENCE, reference);
        session.setAttribute(SignInSession.SIGN_IN, SignIns.of("a"));
        sessions.insert(session).block();
        return session;
    }
}
