package io.rqkit.core.internal.scripts;

import io.rqkit.core.internal.keys.Keys;
import java.util.Map;

/** The words in capitals that stand for keys in scripts; other words in capitals are commands, in quotes, and stay. */
final class Words {
    private Words() {}

    /** Puts what each word stands for in its place. By hand: a process would wait for a regular expression at its start. */
    static String replace(String script) {
        Map<String, String> words = Keys.words();
        StringBuilder out = new StringBuilder(script.length() * 2);
        int done = 0;
        for (int i = 0; i < script.length(); i++) {
            if (!isOfWord(script.charAt(i))) {
                continue;
            }
            int start = i;
            while (i < script.length() && isOfWord(script.charAt(i))) {
                i++;
            }
            boolean isQuoted = i < script.length() && script.charAt(i) == '\'';
            if (!isQuoted && Character.isUpperCase(script.charAt(start))) {
                String word = script.substring(start, i);
                out.append(script, done, start).append(words.getOrDefault(word, word));
                done = i;
            }
        }
        return out.append(script, done, script.length()).toString();
    }

    private static boolean isOfWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9';
    }
}
