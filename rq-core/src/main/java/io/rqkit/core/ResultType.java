package io.rqkit.core;

/** How one run of a job ended; the number is what stands in Redis. */
public enum ResultType {
    /** 1: it ended well. */
    SUCCESSFUL(1),
    /** 2: it ended with an error, or was stopped. */
    FAILED(2),
    /** 3: defined by RQ, never written. */
    STOPPED(3),
    /** 4: it asked to be run again. */
    RETRIED(4),
    /** 5: it asked to be run again too often. */
    MAX_RETRIES_EXCEEDED(5),
    /** Any other number, of a later release. */
    UNKNOWN(0);

    private final int number;

    ResultType(int number) {
        this.number = number;
    }

    /** Returns the text that stands in Redis. */
    public String text() {
        return Integer.toString(number);
    }

    static ResultType of(String text) {
        for (ResultType type : values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        return UNKNOWN;
    }
}
