package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All libraries and their functions by name. Follows functions.c in Redis; functions are found in any case of letters. */
public final class Libraries {
    private static final CommandException NO_FUNCTIONS = new CommandException("ERR No functions registered");
    private static final CommandException BAD_NAME = new CommandException("ERR Library names can only contain letters,"
            + " numbers, or underscores(_) and must be at least one character long");

    private final Map<String, Library> libraries = new LinkedHashMap<>();
    private final Map<String, Library.Function> functions = new LinkedHashMap<>();

    /** Runs a library's code, which registers its functions. */
    interface Loader {
        void load(Library library, String code);
    }

    /** Returns the same libraries and functions in tables of their own. */
    Libraries copy() {
        Libraries copy = new Libraries();
        copy.libraries.putAll(libraries);
        copy.functions.putAll(functions);
        return copy;
    }

    public @Nullable Library find(String name) {
        return libraries.get(name);
    }

    public Library.@Nullable Function function(String name) {
        return functions.get(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the libraries, oldest first. */
    public Collection<Library> all() {
        return Collections.unmodifiableCollection(libraries.values());
    }

    public int functionCount() {
        return functions.size();
    }

    /** Makes a library of code, or throws the error that FUNCTION LOAD replies with, all as it was. */
    Library create(byte[] code, boolean replace, Loader loader) {
        String text = new String(code, StandardCharsets.ISO_8859_1);
        Shebang.Header header = Shebang.header(text);
        requireName(header.name());
        if (!header.engine().equalsIgnoreCase("lua")) {
            throw new CommandException("ERR Engine '" + header.engine() + "' not found");
        }
        Library old = libraries.get(header.name());
        if (old != null && !replace) {
            throw new CommandException("ERR Library '" + header.name() + "' already exists");
        }
        Library made = new Library(header.name(), code);
        loader.load(made, text.substring(header.length()));
        if (made.functions().isEmpty()) {
            throw NO_FUNCTIONS;
        }
        requireNoOther(made, old);
        if (old != null) {
            remove(old);
        }
        add(made);
        return made;
    }

    /** Says in an error when a name is none for a library or function. */
    static void requireName(String name) {
        if (name.isEmpty() || !name.chars().allMatch(Libraries::isNameCharacter)) {
            throw BAD_NAME;
        }
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** No function may have the name of one in another library, but of one in {@code old} it may. */
    private void requireNoOther(Library made, @Nullable Library old) {
        for (Library.Function function : made.functions().values()) {
            Library.Function other = function(function.name());
            if (other != null && other.library() != old) {
                throw new CommandException("ERR Function " + function.name() + " already exists");
            }
        }
    }

    private void add(Library library) {
        libraries.put(library.name(), library);
        library.functions().values().forEach(f -> functions.putIfAbsent(f.name().toLowerCase(Locale.ROOT), f));
    }

    void remove(Library library) {
        libraries.remove(library.name());
        library.functions().keySet().forEach(name -> functions.remove(name.toLowerCase(Locale.ROOT)));
    }

    /** Adds all libraries of another set, or throws an error with all as it was. */
    void join(Libraries others, boolean replace) {
        List<Library> replaced = new ArrayList<>();
        try {
            for (Library library : others.all()) {
                Library old = libraries.get(library.name());
                if (old != null && !replace) {
                    throw new CommandException("ERR Library " + library.name() + " already exists");
                }
                if (old != null) {
                    remove(old);
                    replaced.add(old);
                }
            }
            others.all().forEach(library -> requireNoOther(library, null));
        } catch (CommandException collision) {
            replaced.forEach(this::add);
            throw collision;
        }
        others.all().forEach(this::add);
    }
}
