package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.Set;
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

    /**
     * The same with some of its fields only.
     *
     * @param needed names of fields at the top; null: all
     */
    static Document decode(byte[] bson, @Nullable Set<String> needed) {
        if (needed == null) {
            return decode(bson);
        }
        Document document = new Document();
        ByteBuf buffer = Unpooled.wrappedBuffer(bson);
        buffer.skipBytes(Integer.BYTES);
        for (byte type = buffer.readByte(); type != BsonConstants.TERMINATING_BYTE; type = buffer.readByte()) {
            String name = BsonDecoder.decodeCString(buffer);
            if (needed.contains(name)) {
                document.put(name, BsonDecoder.decodeValue(type, buffer));
            } else {
                skip(type, buffer);
            }
        }
        return document;
    }

    private static void skip(byte type, ByteBuf buffer) {
        switch (type) {
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY ->
                buffer.skipBytes(buffer.getIntLE(buffer.readerIndex()));
            case BsonConstants.TYPE_UTF8_STRING ->
                buffer.skipBytes(Integer.BYTES + buffer.getIntLE(buffer.readerIndex()));
            case BsonConstants.TYPE_DATA -> buffer.skipBytes(Integer.BYTES + 1 + buffer.getIntLE(buffer.readerIndex()));
            default -> {
                Object unused = BsonDecoder.decodeValue(type, buffer);
            }
        }
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
