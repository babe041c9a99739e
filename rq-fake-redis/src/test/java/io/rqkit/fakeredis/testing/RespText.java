package io.rqkit.fakeredis.testing;

import java.util.List;

/** Prints aggregates of replies like redis-cli does, with their kind in front. */
final class RespText {
    private static final int SHOWN_ELEMENTS = 60;

    private RespText() {}

    static String list(String kind, List<RespValue> elements) {
        if (elements.isEmpty()) {
            return "(empty " + kind + ")";
        }
        StringBuilder text = new StringBuilder("(" + kind + " of " + elements.size() + ")");
        int number = 1;
        for (RespValue element : elements.subList(0, Math.min(elements.size(), SHOWN_ELEMENTS))) {
            text.append("\n").append(number++).append(") ");
            text.append(element.toString().replace("\n", "\n   "));
        }
        if (elements.size() > SHOWN_ELEMENTS) {
            text.append("\n… and ").append(elements.size() - SHOWN_ELEMENTS).append(" more");
        }
        return text.toString();
    }
}
