package io.rqkit.fakeredis.testing;

import java.util.function.Supplier;

/**
 * Which server a test runs on, and in which protocol.
 *
 * @param name for the test's name
 * @param resp 2 or 3
 * @param starter starts one that is empty
 */
public record ServerChoice(String name, int resp, Supplier<TestedServer> starter) {
    /** Starts a server, which the test closes. */
    public TestedServer start() {
        return starter.get();
    }

    @Override
    public String toString() {
        return name + ", RESP" + resp;
    }
}
