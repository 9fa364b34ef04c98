package dev.elch.playground;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import tools.jackson.databind.json.JsonMapper;

/** Reads topics as a stranger would: bytes by kcat, schemas from the registry by Confluent's API, no class of ours. */
final class PublishedRecords {

    private static final byte MAGIC = 0;

    private final String bootstrapServers;
    private final URI registry;

    PublishedRecords(RunningPlayground playground) {
        this.bootstrapServers = "127.0.0.1:" + playground.port(Port.BROKER);
        this.registry = URI.create("http://127.0.0.1:" + playground.port(Port.REGISTRY) + "/apis/ccompat/v7");
    }

    URI registry() {
        return registry;
    }

    /** All records of a topic as they are. */
    List<Kcat.Printed> read(String topic) {
        return Kcat.read(bootstrapServers, topic);
    }

    /** A record's value, by the schema that its first bytes name. */
    GenericRecord decode(Kcat.Printed record) {
        ByteBuffer value = ByteBuffer.wrap(record.value());
        byte magic = value.get();
        if (magic != MAGIC) {
            throw new AssertionError("not Confluent's wire format: begins with " + magic);
        }
        try {
            Schema schema = schema(value.getInt());
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(value.array(), value.position(), value.remaining(), null));
        } catch (IOException e) {
            throw new AssertionError("cannot decode", e);
        }
    }

    private Schema schema(int id) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return new Schema.Parser()
                    .parse(JsonMapper.shared().readTree(answer).get("schema").asString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
