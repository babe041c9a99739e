package io.rqkit.fakeredis.internal.rdb;

/** What stands in a file where a key's type could stand, and what every file begins with. */
final class RdbOpcode {
    static final int FUNCTION = 245;
    /** Of a release candidate of 7.0, which no release reads. */
    static final int FUNCTION_PRE_RELEASE = 246;

    static final int MODULE_AUX = 247;
    static final int IDLE = 248;
    static final int FREQUENCY = 249;
    static final int AUX = 250;
    static final int RESIZE = 251;
    static final int EXPIRE_MILLIS = 252;
    static final int EXPIRE_SECONDS = 253;
    static final int SELECT = 254;
    static final int END = 255;

    static final String SIGNATURE = "REDIS";
    static final int VERSION = 10;
    static final int VERSION_DIGITS = 4;

    private RdbOpcode() {}
}
