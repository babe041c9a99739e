package io.rqkit.fakeredis.internal.command.generic;

import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of SORT's BY and GET: a key with a star for the element, then perhaps {@code ->} and a hash's field. Redis
 * looks for the star and the arrow in a C string, which ends at a NUL. Follows lookupKeyByPattern in sort.c.
 */
final class SortPattern {
    private final byte[] text;
    private final boolean isElement;
    private final int star;
    private final byte @Nullable [] field;

    SortPattern(byte[] text) {
        this.text = text;
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        isElement = end == 1 && text[0] == '#';
        star = indexOf('*', 0, end);
        field = star < 0 ? null : fieldAfterArrow(end);
    }

    private int indexOf(char wanted, int from, int end) {
        for (int i = from; i < end; i++) {
            if (text[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Only the first arrow counts, and one at the very end is a part of the key. */
    private byte @Nullable [] fieldAfterArrow(int end) {
        for (int dash = indexOf('-', star + 1, end - 1); dash >= 0; dash = indexOf('-', dash + 1, end - 1)) {
            if (text[dash + 1] == '>') {
                return dash + 2 < end ? Arrays.copyOfRange(text, dash + 2, text.length) : null;
            }
        }
        return null;
    }

    /** Says whether every element stands for another key. */
    boolean hasStar() {
        return star >= 0;
    }

    /** Returns what the pattern stands for, or null when there is no such key, field or star. */
    byte @Nullable [] resolve(Keyspace keyspace, byte[] element) {
        if (isElement) {
            return element;
        }
        if (star < 0) {
            return null;
        }
        Value value = keyspace.read(keyFor(element));
        if (field != null) {
            return value instanceof HashValue hash ? hash.get(field) : null;
        }
        return value instanceof StringValue string ? string.bytes() : null;
    }

    private byte[] keyFor(byte[] element) {
        int suffix = text.length - star - 1 - (field == null ? 0 : field.length + 2);
        byte[] key = new byte[star + element.length + suffix];
        System.arraycopy(text, 0, key, 0, star);
        System.arraycopy(element, 0, key, star, element.length);
        System.arraycopy(text, star + 1, key, star + element.length, suffix);
        return key;
    }
}
