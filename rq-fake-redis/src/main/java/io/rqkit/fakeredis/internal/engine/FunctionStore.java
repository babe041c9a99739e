package io.rqkit.fakeredis.internal.engine;

import java.util.List;

/** Who keeps libraries of functions, for files to have them. */
public interface FunctionStore {
    /** Returns the code of each library. */
    List<byte[]> code();

    /**
     * Makes libraries of code, to take the place of those there are.
     *
     * @return puts them in that place
     * @throws io.rqkit.fakeredis.internal.command.CommandException if they can't be made
     */
    Runnable replacement(List<byte[]> code);

    /** The same for libraries that stand beside those there are, but for those of the same name. */
    Runnable addition(List<byte[]> code);
}
