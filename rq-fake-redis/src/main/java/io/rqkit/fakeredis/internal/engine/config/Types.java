package io.rqkit.fakeredis.internal.engine.config;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The types that many parameters share: switches, choices, numbers. */
final class Types {
    private static final CommandException NOT_A_NUMBER = new CommandException("not a number");
    private static final int OCTAL = 8;

    private Types() {}

    static String yesOrNo(String value) throws InvalidValueException {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.equals("yes") && !lower.equals("no")) {
            throw new InvalidValueException("argument must be 'yes' or 'no'");
        }
        return lower;
    }

    /** Takes one of several words. */
    static ParameterType choice(List<String> words) {
        return (value, current) -> words.get(indexOf(value, words));
    }

    /** Takes some of several words, the first of which stands for none of the others; they print in their own order. */
    static ParameterType choices(List<String> words) {
        return (value, current) -> {
            Set<Integer> chosen = new TreeSet<>();
            for (String word : value.split(" ", -1)) {
                int index = indexOf(word, words);
                if (index > 0) {
                    chosen.add(index);
                }
            }
            if (chosen.isEmpty()) {
                return words.get(0);
            }
            return String.join(" ", chosen.stream().map(words::get).toList());
        };
    }

    private static int indexOf(String value, List<String> words) throws InvalidValueException {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equalsIgnoreCase(value)) {
                return i;
            }
        }
        throw new InvalidValueException("argument(s) must be one of the following: " + String.join(", ", words));
    }

    static ParameterType number(long least, long most) {
        return (value, current) -> {
            long number = integer(value, "argument couldn't be parsed into an integer");
            requireWithin(number, least, most);
            return Long.toString(number);
        };
    }

    static ParameterType unsigned(long least, long most) {
        return (value, current) -> {
            long number = integer(value, "argument couldn't be parsed into an integer");
            requireWithinUnsigned(number, least, most);
            return Long.toString(number);
        };
    }

    static ParameterType memory(long least, long most) {
        return (value, current) -> {
            long bytes = requireBytes(value, "argument must be a memory value");
            requireWithin(bytes, least, most);
            return Long.toUnsignedString(bytes);
        };
    }

    static ParameterType unsignedMemory(long least, long most) {
        return (value, current) -> {
            long bytes = requireBytes(value, "argument must be a memory value");
            requireWithinUnsigned(bytes, least, most);
            return Long.toUnsignedString(bytes);
        };
    }

    /** A percentage is stored as a negative number, which is where the form of the errors comes from. */
    static ParameterType memoryOrPercent(long least, long most) {
        return (value, current) -> {
            String failure = "argument must be a memory or percent value";
            if (!value.endsWith("%") || value.length() < 2) {
                long bytes = requireBytes(value, failure);
                requireWithin(bytes, 0, most);
                return Long.toUnsignedString(bytes);
            }
            long percent = integer(value.substring(0, value.length() - 1), failure);
            if (percent < 0) {
                throw new InvalidValueException(failure);
            }
            if (-percent < least) {
                throw new InvalidValueException("percentage argument must be less or equal to " + -least);
            }
            return percent == 0 ? "0" : percent + "%";
        };
    }

    static ParameterType octal(long least, long most) {
        return (value, current) -> {
            long number;
            try {
                number = Long.parseLong(value, OCTAL);
            } catch (NumberFormatException notOctal) {
                throw new InvalidValueException("argument couldn't be parsed as an octal number");
            }
            if (number < least || number > most) {
                throw new InvalidValueException("argument must be between " + Long.toString(least, OCTAL) + " and "
                        + Long.toString(most, OCTAL) + " inclusive");
            }
            return Long.toString(number, OCTAL);
        };
    }

    private static long integer(String value, String failure) throws InvalidValueException {
        try {
            return Numbers.parseLong(value.getBytes(StandardCharsets.ISO_8859_1), NOT_A_NUMBER);
        } catch (CommandException notANumber) {
            throw new InvalidValueException(failure);
        }
    }

    private static void requireWithin(long number, long least, long most) throws InvalidValueException {
        if (number < least || number > most) {
            throw new InvalidValueException("argument must be between " + least + " and " + most + " inclusive");
        }
    }

    private static void requireWithinUnsigned(long number, long least, long most) throws InvalidValueException {
        if (Long.compareUnsigned(number, least) < 0 || Long.compareUnsigned(number, most) > 0) {
            throw new InvalidValueException("argument must be between " + Long.toUnsignedString(least) + " and "
                    + Long.toUnsignedString(most) + " inclusive");
        }
    }

    private static long requireBytes(String value, String failure) throws InvalidValueException {
        Long bytes = Numbers.bytes(value);
        if (bytes == null) {
            throw new InvalidValueException(failure);
        }
        return bytes;
    }
}
