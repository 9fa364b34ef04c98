package dev.elch.testkit.stack.database;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents and single values as BSON, encoded as they are on the wire. */
final class BsonDocuments {

    private static final int USUAL_BYTES = 512;

    private BsonDocuments() {}

    static byte[] encode(Map<String, ?> document) {
        return written(buffer -> BsonEncoder.encodeDocument(document, buffer));
    }

    /** A new document, which belongs to the caller. */
    static Document decode(byte[] bson) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    /** One of {@link BsonConstants}' types. */
    static byte typeOf(@Nullable Object value) {
        return BsonEncoder.determineType(value);
    }

    static byte[] encodeValue(byte type, @Nullable Object value) {
        return written(buffer -> BsonEncoder.encodeValue(type, value, buffer));
    }

    static @Nullable Object decodeValue(byte type, byte[] bson) {
        return BsonDecoder.decodeValue(type, Unpooled.wrappedBuffer(bson));
    }

    private static byte[] written(Writing writing) {
        ByteBuf buffer = Unpooled.buffer(USUAL_BYTES);
        try {
            writing.to(buffer);
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            return bytes;
        } finally {
            buffer.release();
        }
    }

    private interface Writing {
        void to(ByteBuf buffer);
    }
}
