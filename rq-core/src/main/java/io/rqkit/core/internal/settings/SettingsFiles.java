package io.rqkit.core.internal.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rqkit.core.SettingsException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/** Settings files: properties, YAML or JSON, told apart by their names. */
public final class SettingsFiles {
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    /** More than a settings file can need; a wrong path must not fill the memory. */
    private static final long MAX_BYTES = 1 << 20;

    private SettingsFiles() {}

    /**
     * Reads a file.
     *
     * @throws SettingsException when it can't be read, or its form is none of the three
     */
    public static Map<String, Object> read(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".properties")) {
            return properties(file, text(file));
        }
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
            return yaml(file, text(file));
        }
        if (name.endsWith(".json")) {
            return json(
                    text(file),
                    () -> new SettingsException(
                            "The settings file " + file + " must hold a JSON object, with no key twice."));
        }
        throw new SettingsException(
                "The settings file " + file + " must end in .properties, .yml, .yaml or .json, to show its form;"
                        + " a module of Python's is none.");
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new SettingsException("The settings file " + file + " is larger than a settings file can be.");
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new SettingsException(
                    "The settings file " + file + " can't be read: "
                            + unreadable.getClass().getSimpleName() + ".",
                    unreadable);
        }
    }

    private static Map<String, Object> properties(Path file, String text) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new SettingsException(
                    "The settings file " + file + " is no properties file: " + malformed.getMessage() + ".", malformed);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        read.stringPropertyNames().forEach(key -> values.put(key, read.getProperty(key)));
        return values;
    }

    private static Map<String, Object> yaml(Path file, String text) {
        try {
            Map<String, Object> read = Yaml.read(text);
            return read == null ? Map.of() : read;
        } catch (NoClassDefFoundError missing) {
            throw new SettingsException(
                    "To read the settings file " + file
                            + " put com.fasterxml.jackson.dataformat:jackson-dataformat-yaml on the class path, or use a"
                            + " .properties file.",
                    missing);
        } catch (JsonProcessingException malformed) {
            // its text may quote the file, and with it a password
            throw new SettingsException("The settings file " + file + " is no YAML map, or has a key twice"
                    + (malformed.getLocation() == null
                            ? ""
                            : ", from line " + malformed.getLocation().getLineNr())
                    + ".");
        }
    }

    /** Loaded only when there is a YAML file, since its library is optional. */
    private static final class Yaml {
        static Map<String, Object> read(String text) throws JsonProcessingException {
            return YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readValue(text, MAP);
        }
    }

    /** Reads an object of JSON. */
    static Map<String, Object> json(String text, Supplier<SettingsException> failure) {
        try {
            Map<String, Object> read = JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readValue(text, MAP);
            if (read != null) {
                return read;
            }
        } catch (JsonProcessingException malformed) {
            // its text may quote a password
        }
        throw failure.get();
    }
}
