package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a server holds, read by plain commands: types, encodings, deadlines and values. */
public final class Contents {
    private static final int DATABASES = 16;

    private Contents() {}

    /** Returns a text for each key, which begins with its database; elements that have no order are sorted. */
    public static Map<String, String> of(RespClient client) {
        Map<String, String> contents = new TreeMap<>();
        for (int database = 0; database < DATABASES; database++) {
            client.call("SELECT", Integer.toString(database));
            for (RespValue key : client.call("KEYS", "*").children()) {
                contents.put(database + " " + key.text(), about(client, key.text()));
            }
        }
        client.call("SELECT", "0");
        return contents;
    }

    private static String about(RespClient client, String key) {
        String type = client.call("TYPE", key).text();
        String encoding = client.call("OBJECT", "ENCODING", key).text();
        List<String> about = new ArrayList<>(
                List.of(type, encoding, client.call("PEXPIRETIME", key).toString()));
        switch (type) {
            case "string" -> about.add(client.call("GET", key).toString());
            case "list" -> about.add(client.call("LRANGE", key, "0", "-1").toString());
            case "hash" -> about.add(pairs(client.call("HGETALL", key)).toString());
            case "set" -> about.add(sorted(client.call("SMEMBERS", key)).toString());
            case "zset" ->
                about.add(client.call("ZRANGE", key, "0", "-1", "WITHSCORES").toString());
            default -> {
                about.add(client.call("XRANGE", key, "-", "+").toString());
                about.add(client.call("XINFO", "STREAM", key, "FULL", "COUNT", "0")
                        .toString());
            }
        }
        return String.join(" ", about);
    }

    private static List<String> sorted(RespValue members) {
        return members.children().stream().map(RespValue::toString).sorted().toList();
    }

    private static List<String> pairs(RespValue fieldsAndValues) {
        List<RespValue> all = fieldsAndValues.children();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 2) {
            pairs.add(all.get(i) + "=" + all.get(i + 1));
        }
        return pairs.stream().sorted().toList();
    }
}
