package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/** The keys of a unique index, value by value. */
final class KeyValueType extends BasicDataType<KeyValue> {

    static final KeyValueType INSTANCE = new KeyValueType();

    private static final int OBJECT_BYTES = 64;

    private KeyValueType() {}

    @Override
    public int compare(KeyValue one, KeyValue other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = BsonValueType.INSTANCE.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    @Override
    public int getMemory(KeyValue key) {
        int bytes = OBJECT_BYTES;
        for (Object value : key) {
            bytes += BsonValueType.INSTANCE.getMemory(value);
        }
        return bytes;
    }

    @Override
    public void write(WriteBuffer buffer, KeyValue key) {
        buffer.putVarInt(key.size());
        key.forEach(value -> BsonValueType.INSTANCE.write(buffer, value));
    }

    @Override
    public KeyValue read(ByteBuffer buffer) {
        int size = DataUtils.readVarInt(buffer);
        List<@Nullable Object> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(BsonValueType.INSTANCE.read(buffer));
        }
        return new KeyValue(values);
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
