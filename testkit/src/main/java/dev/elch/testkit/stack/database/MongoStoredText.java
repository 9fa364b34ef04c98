package dev.elch.testkit.stack.database;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import reactor.core.publisher.Flux;

/** Looks for a text in everything that a database holds: every field of every document, and the bytes of binary ones. */
public final class MongoStoredText {

    private final MongoDatabase database;

    public MongoStoredText(MongoDatabase database) {
        this.database = database;
    }

    /** The same for the database that {@code uri} names. */
    public static List<String> holding(String uri, List<String> texts) {
        String name = uri.replaceAll(".*/([^/?]+).*", "$1");
        try (MongoClient client = MongoClients.create(uri)) {
            return new MongoStoredText(client.getDatabase(name)).holding(texts);
        }
    }

    /** Where any of {@code texts} stands, in upper or lower case, such as {@code sign_ins: bat@example.mn}. */
    public List<String> holding(List<String> texts) {
        return Objects.requireNonNull(Flux.from(database.listCollectionNames())
                .concatMap(collection -> Flux.from(database.getCollection(collection, RawBsonDocument.class)
                                .find())
                        .map(MongoStoredText::text)
                        .flatMapIterable(stored -> texts.stream()
                                .filter(text -> stored.contains(lowered(text)))
                                .map(text -> collection + ": " + text)
                                .toList()))
                .distinct()
                .collectList()
                .block());
    }

    /** UTF-8 keeps every letter of the texts together, whatever stands around them. */
    private static String text(RawBsonDocument document) {
        ByteBuf buffer = document.getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return lowered(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String lowered(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
