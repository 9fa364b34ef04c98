package dev.elch.auth.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Session attributes as bytes: Java serialization, read back through an allow-list, so that a person who can write to
 * the database cannot make us load a class of their choice.
 */
final class SessionAttributes {

    private static final ObjectInputFilter ALLOWED = ObjectInputFilter.Config.createFilter("maxdepth=24;maxrefs=2000;"
            + "maxbytes=131072;maxarray=4096;java.lang.*;java.util.*;java.time.*;java.net.*;"
            + "dev.elch.auth.**;org.springframework.security.**;!*");

    private SessionAttributes() {}

    static byte[] write(Map<String, Object> attributes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(new HashMap<>(attributes));
        }
        return bytes.toByteArray();
    }

    /** Fails when the bytes name a class that is not allowed, or were written by a version that differs too much. */
    static Map<String, Object> read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            objects.setObjectInputFilter(ALLOWED);
            Map<String, Object> attributes = new HashMap<>();
            ((Map<?, ?>) objects.readObject()).forEach((name, value) -> attributes.put((String) name, value));
            return attributes;
        }
    }
}
