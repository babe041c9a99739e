package io.rqkit.fakeredis.internal.rdb;

import java.util.ArrayList;
import java.util.List;

/** What FUNCTION DUMP replies and FUNCTION RESTORE takes: the code of each library, then the footer that DUMP has too. */
public final class FunctionPayload {
    private static final int FOOTER = Short.BYTES + Long.BYTES;

    private FunctionPayload() {}

    /** Writes the code of libraries; long ones are compressed where {@code compress} says so. */
    public static byte[] of(List<byte[]> code, boolean compress) {
        RdbWriter out = new RdbWriter(compress);
        for (byte[] library : code) {
            out.oneByte(RdbOpcode.FUNCTION);
            out.string(library);
        }
        return DumpPayload.withFooter(out);
    }

    /**
     * Reads the code of libraries from a payload whose footer is {@linkplain DumpPayload#isIntact intact}.
     *
     * @throws CorruptRdbException with the text that FUNCTION RESTORE answers
     */
    public static List<byte[]> read(byte[] payload) {
        RdbReader in = new RdbReader(payload);
        List<byte[]> code = new ArrayList<>();
        while (payload.length - in.offset() > FOOTER) {
            int type = in.oneByte();
            if (type != RdbOpcode.FUNCTION && type != RdbOpcode.FUNCTION_PRE_RELEASE) {
                throw new CorruptRdbException("given type is not a function");
            }
            code.add(type == RdbOpcode.FUNCTION ? string(in, "payload") : preRelease(in));
        }
        return code;
    }

    private static byte[] string(RdbReader in, String what) {
        try {
            return in.string();
        } catch (CorruptRdbException truncated) {
            throw new CorruptRdbException("Failed loading library " + what);
        }
    }

    /** A release candidate wrote name and engine beside the code. */
    private static byte[] preRelease(RdbReader in) {
        byte[] name = string(in, "name");
        byte[] engine = string(in, "engine name");
        if (in.length() != 0) {
            string(in, "description");
        }
        byte[] code = string(in, "blob");
        RdbWriter whole = new RdbWriter(false);
        whole.raw(new byte[] {'#', '!'});
        whole.raw(engine);
        whole.raw(new byte[] {' ', 'n', 'a', 'm', 'e', '='});
        whole.raw(name);
        whole.raw(new byte[] {'\n'});
        whole.raw(code);
        return whole.toByteArray();
    }
}
