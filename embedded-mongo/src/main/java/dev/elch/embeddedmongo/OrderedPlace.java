package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.backend.Missing;
import java.util.HexFormat;

/** The id of a document as a text that can be read back. */
final class OrderedPlace {

    private static final char TEXT = 's';
    private static final HexFormat HEX = HexFormat.of();

    private OrderedPlace() {}

    static String write(Object place) {
        if (place instanceof String text) {
            return TEXT + text;
        }
        byte type = BsonValueType.typeOf(place);
        return HEX.toHexDigits(type) + HEX.formatHex(BsonValueType.encode(type, place));
    }

    static Object read(String written) {
        if (written.charAt(0) == TEXT) {
            return written.substring(1);
        }
        byte type = (byte) HexFormat.fromHexDigits(written, 0, 2);
        return Missing.ofNullable(BsonValueType.decode(type, HEX.parseHex(written, 2, written.length())));
    }
}
