package io.rqkit.core.internal.lifecycle;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The machine and the process this runs in. */
public final class Host {
    public static final String NAME = name();
    public static final String PID = Long.toString(ProcessHandle.current().pid());

    private Host() {}

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
