package io.rqkit.fakeredis.internal.engine.config;

/** How the values of a parameter are read and printed. */
@FunctionalInterface
interface ParameterType {
    /**
     * Reads a value and returns it as CONFIG GET prints it.
     *
     * @param value what was given; several words are divided by single blanks
     * @param current the value now, for parameters of which a part can be set
     */
    String read(String value, String current) throws InvalidValueException;
}
