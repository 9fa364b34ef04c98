package dev.elch.dlq.deadletter;

import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/** How an edit is written down within its dead letter. */
public final class MongoEditDocument {

    private MongoEditDocument() {}

    public static List<Document> writeAll(List<Edit> edits) {
        return edits.stream().map(MongoEditDocument::write).toList();
    }

    static List<Edit> readAll(List<Document> edits) {
        return edits.stream().map(MongoEditDocument::read).toList();
    }

    private static Document write(Edit edit) {
        return new Document("number", edit.number())
                .append("payload", new Document(edit.fields()))
                .append("value", new Binary(edit.value().toArray()))
                .append("state", edit.state().word())
                .append("actor", edit.actor())
                .append("reason", edit.reason())
                .append("at", Date.from(edit.at()))
                .append("judge", edit.decidedBy());
    }

    private static Edit read(Document edit) {
        return new Edit(
                edit.getInteger("number"),
                edit.get("payload", Document.class),
                Bytes.copyOf(edit.get("value", Binary.class).getData()),
                EditState.ofWord(edit.getString("state")),
                edit.getString("actor"),
                edit.getString("reason"),
                edit.getDate("at").toInstant(),
                edit.getString("judge"));
    }
}
