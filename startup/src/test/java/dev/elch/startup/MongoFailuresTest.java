package dev.elch.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import java.util.concurrent.TimeoutException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class MongoFailuresTest {

    private static final ServerAddress SERVER = new ServerAddress("db.example.net", 27017);

    private final MongoFailures failures =
            new MongoFailures(new ConnectionString("mongodb://elch:hunter2@db.example.net:27017/elch"));

    @Test
    void names_an_outage_with_its_innermost_cause() {
        CannotStartException problem = explain(new MongoTimeoutException(
                "Timed out while waiting for a server that matches WritableServerSelector. Client view of cluster state"
                        + " is {type=UNKNOWN, servers=[{address=db.example.net:27017, type=UNKNOWN, state=CONNECTING,"
                        + " exception={com.mongodb.MongoSocketOpenException: Exception opening socket}, caused by"
                        + " {java.net.ConnectException: Connection refused}}]"));

        assertThat(problem)
                .hasMessage("MongoDB does not answer at db.example.net:27017 (ConnectException: Connection refused).");
        assertThat(problem.action()).contains("SPRING_MONGODB_URI");
    }

    @Test
    void silence_and_an_election_are_outages() {
        assertThat(explain(new TimeoutException("3 s"))).hasMessageStartingWith("MongoDB does not answer at");
        assertThat(explain(new MongoSocketReadTimeoutException("read", SERVER, new TimeoutException())))
                .hasMessageStartingWith("MongoDB does not answer at");
        assertThat(explain(new MongoNotPrimaryException(new BsonDocument(), SERVER)))
                .hasMessageStartingWith("MongoDB does not answer at");
    }

    @Test
    void names_refused_credentials_without_printing_them() {
        MongoSecurityException refused = new MongoSecurityException(
                MongoCredential.createCredential("elch", "elch", "hunter2".toCharArray()),
                "Exception authenticating MongoCredential{userName='elch'}");

        CannotStartException problem = explain(refused);

        assertThat(problem)
                .hasMessage(
                        "MongoDB at db.example.net:27017 refuses the user name or the password of spring.mongodb.uri.");
        assertThat(problem.getMessage() + problem.action()).doesNotContain("hunter2");
    }

    @Test
    void finds_refused_credentials_in_the_text_of_a_driver_that_finds_no_usable_server() {
        CannotStartException problem = explain(new MongoTimeoutException(
                "Timed out while waiting for a server. exception={com.mongodb.MongoSecurityException: Exception"
                        + " authenticating MongoCredential{mechanism=SCRAM-SHA-256}}, caused by"
                        + " {com.mongodb.MongoCommandException: Authentication failed.}"));

        assertThat(problem).hasMessageContaining("refuses the user name or the password");
    }

    @Test
    void tells_missing_credentials_from_missing_rights() {
        MongoCommandException unauthorized = error(13, "Unauthorized", "Command createIndexes requires authentication");

        assertThat(new MongoFailures(new ConnectionString("mongodb://db.example.net/elch")).explain(unauthorized))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .hasMessage("MongoDB at db.example.net requires a user name and a password, and"
                                + " spring.mongodb.uri has none."));
        assertThat(explain(unauthorized)).hasMessageContaining("does not give its user the rights");
    }

    @Test
    void an_error_of_the_database_is_no_outage() {
        CannotStartException problem =
                explain(error(85, "IndexOptionsConflict", "Index already exists with different options."));

        assertThat(problem)
                .hasMessage("MongoDB at db.example.net:27017 answers with error 85: IndexOptionsConflict: Index already"
                        + " exists with different options.");
        assertThat(problem.action()).contains("no outage");
    }

    @Test
    void throws_what_has_nothing_to_do_with_the_database_again() {
        IllegalStateException bug = new IllegalStateException("a bug");

        assertThatThrownBy(() -> failures.explain(bug)).isSameAs(bug);
    }

    private CannotStartException explain(Throwable failure) {
        return failures.explain(failure).orElseThrow();
    }

    private static MongoCommandException error(int code, String name, String text) {
        return new MongoCommandException(
                new BsonDocument("ok", new BsonInt32(0))
                        .append("code", new BsonInt32(code))
                        .append("codeName", new BsonString(name))
                        .append("errmsg", new BsonString(text)),
                SERVER);
    }
}
