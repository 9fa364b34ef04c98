package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.BsonConstants;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * Values as keys of a map: sorted by type, then by value where Java has an order that fits equality, otherwise by their bytes.
 */
final class BsonValueType extends BasicDataType<@Nullable Object> {

    static final BsonValueType INSTANCE = new BsonValueType();

    private static final byte MISSING = BsonConstants.TYPE_UNDEFINED;
    private static final int OBJECT_BYTES = 40;

    private BsonValueType() {}

    @Override
    public int compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof String text && other instanceof String otherText) {
            return text.compareTo(otherText);
        }
        byte type = typeOf(one);
        byte otherType = typeOf(other);
        return type == otherType ? compare(type, one, other) : Byte.compare(type, otherType);
    }

    private static int compare(byte type, @Nullable Object one, @Nullable Object other) {
        if (one instanceof Integer number && other instanceof Integer otherNumber) {
            return number.compareTo(otherNumber);
        }
        if (one instanceof Long number && other instanceof Long otherNumber) {
            return number.compareTo(otherNumber);
        }
        if (one instanceof Double number && other instanceof Double otherNumber) {
            return number.compareTo(otherNumber);
        }
        if (one instanceof Instant instant && other instanceof Instant otherInstant) {
            return Long.compare(instant.toEpochMilli(), otherInstant.toEpochMilli());
        }
        if (one instanceof ObjectId id && other instanceof ObjectId otherId) {
            return id.compareTo(otherId);
        }
        if (one instanceof UUID id && other instanceof UUID otherId) {
            return id.compareTo(otherId);
        }
        return Arrays.compareUnsigned(encode(type, one), encode(type, other));
    }

    @Override
    public int getMemory(@Nullable Object value) {
        return value instanceof String text ? StringDataType.INSTANCE.getMemory(text) : OBJECT_BYTES;
    }

    @Override
    public void write(WriteBuffer buffer, @Nullable Object value) {
        byte type = typeOf(value);
        buffer.put(type);
        if (value instanceof String text) {
            StringDataType.INSTANCE.write(buffer, text);
        } else {
            byte[] bytes = encode(type, value);
            buffer.putVarInt(bytes.length).put(bytes);
        }
    }

    @Override
    public @Nullable Object read(ByteBuffer buffer) {
        byte type = buffer.get();
        if (type == BsonConstants.TYPE_UTF8_STRING) {
            return StringDataType.INSTANCE.read(buffer);
        }
        byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bytes);
        return decode(type, bytes);
    }

    @Override
    public @Nullable Object[] createStorage(int size) {
        return new Object[size];
    }

    static byte typeOf(@Nullable Object value) {
        return value instanceof Missing ? MISSING : BsonDocuments.typeOf(value);
    }

    static byte[] encode(byte type, @Nullable Object value) {
        return type == MISSING ? new byte[0] : BsonDocuments.encodeValue(type, value);
    }

    static @Nullable Object decode(byte type, byte[] bson) {
        return type == MISSING ? Missing.getInstance() : BsonDocuments.decodeValue(type, bson);
    }
}
