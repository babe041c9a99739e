package io.rqkit.fakeredis.internal.lua;

/** How the name of a chunk is shown in error texts. */
final class ChunkName {
    /** Room for a name in run-time errors, as in Lua's C sources, which count the ending zero. */
    static final int SIZE = 60;

    private ChunkName() {}

    /**
     * Returns the name shortened to fit a buffer: {@code =name} and {@code @name} as they are, else the first line of the
     * text in brackets.
     */
    static String display(LuaString source, int size) {
        String name = source.toString();
        int zero = name.indexOf('\0');
        if (zero >= 0) {
            name = name.substring(0, zero);
        }
        if (name.startsWith("=")) {
            return name.substring(1, Math.min(name.length(), size));
        }
        if (name.startsWith("@")) {
            int room = size - 8;
            String file = name.substring(1);
            return file.length() > room ? "..." + file.substring(file.length() - room) : file;
        }
        int room = size - 17;
        int end = 0;
        while (end < name.length() && name.charAt(end) != '\n' && name.charAt(end) != '\r') {
            end++;
        }
        end = Math.min(end, room);
        return "[string \"" + name.substring(0, end) + (end < name.length() ? "..." : "") + "\"]";
    }
}
