package dev.elch.embeddedmongo;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;

/** Sorted texts of which each often begins like the one before: on a page only what is different is written. */
final class IndexEntryType extends BasicDataType<String> {

    static final IndexEntryType INSTANCE = new IndexEntryType();

    private IndexEntryType() {}

    @Override
    public int compare(String one, String other) {
        return one.compareTo(other);
    }

    @Override
    public int getMemory(String entry) {
        return StringDataType.INSTANCE.getMemory(entry);
    }

    @Override
    public void write(WriteBuffer buffer, String entry) {
        StringDataType.INSTANCE.write(buffer, entry);
    }

    @Override
    public String read(ByteBuffer buffer) {
        return StringDataType.INSTANCE.read(buffer);
    }

    @Override
    public void write(WriteBuffer buffer, Object page, int count) {
        String[] entries = (String[]) page;
        String before = "";
        for (int i = 0; i < count; i++) {
            int same = sameLength(before, entries[i]);
            buffer.putVarInt(same);
            write(buffer, entries[i].substring(same));
            before = entries[i];
        }
    }

    @Override
    public void read(ByteBuffer buffer, Object page, int count) {
        String[] entries = (String[]) page;
        String before = "";
        for (int i = 0; i < count; i++) {
            int same = DataUtils.readVarInt(buffer);
            before = before.substring(0, same) + read(buffer);
            entries[i] = before;
        }
    }

    private static int sameLength(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    @Override
    public String[] createStorage(int size) {
        return new String[size];
    }
}
