package io.rqkit.fakeredis.internal.engine.config;

import org.jspecify.annotations.Nullable;

/** A parameter of the server: its names, default, type, and whether it can be set while the server runs. */
public final class Parameter {
    private final String name;
    private final String defaultValue;
    private final ParameterType type;
    private @Nullable String alias;
    private boolean immutable;
    private boolean guarded;
    private boolean hidden;

    Parameter(String name, String defaultValue, ParameterType type) {
        this.name = name;
        this.defaultValue = defaultValue;
        this.type = type;
    }

    Parameter alias(String other) {
        alias = other;
        return this;
    }

    Parameter immutable() {
        immutable = true;
        return this;
    }

    Parameter guarded() {
        guarded = true;
        return this;
    }

    Parameter hidden() {
        hidden = true;
        return this;
    }

    /** Returns the name, in lower case. */
    public String name() {
        return name;
    }

    /** Returns the parameter's older name, or null. */
    public @Nullable String alias() {
        return alias;
    }

    public String defaultValue() {
        return defaultValue;
    }

    /** Says whether it can be set only when the server starts. */
    public boolean isImmutable() {
        return immutable;
    }

    /** Says whether CONFIG SET needs enable-protected-configs to set it. */
    public boolean isGuarded() {
        return guarded;
    }

    /** Says whether CONFIG GET shows it only by its full name. */
    public boolean isHidden() {
        return hidden;
    }

    /**
     * Reads a value and returns it as CONFIG GET prints it.
     *
     * @throws InvalidValueException when the parameter can't take the value
     */
    public String read(String value, String current) throws InvalidValueException {
        return type.read(value, current);
    }
}
