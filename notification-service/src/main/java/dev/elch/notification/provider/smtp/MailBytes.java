package dev.elch.notification.provider.smtp;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Takes what is rendered, without a lock: mails are encoded one byte at a time, for which ByteArrayOutputStream needs several
 * times as long.
 */
final class MailBytes extends OutputStream {

    private byte[] bytes = new byte[32_768];
    private int length;

    @Override
    public void write(int octet) {
        makeRoomFor(1);
        bytes[length++] = (byte) octet;
    }

    @Override
    public void write(byte[] source, int from, int count) {
        makeRoomFor(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void makeRoomFor(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
