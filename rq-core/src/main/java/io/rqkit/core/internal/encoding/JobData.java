package io.rqkit.core.internal.encoding;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.DeserializationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be called: the content of the field {@code data}.
 *
 * @param name the job's name
 * @param args the positional arguments in order, may be empty
 * @param kwargs the keyword arguments in the order given, may be empty
 */
public record JobData(String name, List<JsonNode> args, Map<String, JsonNode> kwargs) {
    private static final int PICKLE = 0x80;
    private static final int ELEMENTS = 4;

    /**
     * Returns the compressed bytes to store.
     *
     * @throws IllegalArgumentException when there are too many of them before compression
     */
    public byte[] encode(long maxBytes) {
        byte[] plain = Json.call(name, args, kwargs);
        if (plain.length > maxBytes) {
            throw new IllegalArgumentException("the call of " + name + " takes " + plain.length
                    + " bytes as JSON, more than the queue's limit of " + maxBytes
                    + "; store large data elsewhere and enqueue where it is");
        }
        return Zlib.deflate(plain);
    }

    /**
     * Reads stored bytes, compressed or not.
     *
     * @throws DeserializationException when they are pickled, no JSON, or not a call of four elements
     */
    public static JobData decode(byte[] stored) {
        byte[] plain = Zlib.inflateOrRaw(stored);
        if (plain.length > 0 && (plain[0] & 0xff) == PICKLE) {
            throw new DeserializationException("job data is pickled; enqueue with serializer=\"json\"");
        }
        try {
            return from(Json.parse(plain));
        } catch (Json.DeserializationFailure e) {
            throw new DeserializationException("job data is not JSON: " + e.getMessage());
        }
    }

    private static JobData from(JsonNode data) {
        boolean hasShape = data.isArray()
                && data.size() == ELEMENTS
                && data.get(0).isTextual()
                && data.get(1).isNull()
                && data.get(2).isArray()
                && data.get(3).isObject();
        if (!hasShape) {
            throw new DeserializationException(
                    "job data must be [name, null, [arguments], {keyword arguments}], but is " + shortened(data));
        }
        List<JsonNode> args = new ArrayList<>();
        data.get(2).forEach(args::add);
        Map<String, JsonNode> kwargs = new LinkedHashMap<>();
        data.get(3).properties().forEach(member -> kwargs.put(member.getKey(), member.getValue()));
        return new JobData(data.get(0).textValue(), args, kwargs);
    }

    private static String shortened(JsonNode data) {
        String text = Json.text(data);
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
