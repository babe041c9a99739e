package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Makes calls of a command from what COMMAND DOCS says of its arguments, and spoils most of them in one or two places: a word
 * that is no option, an option without its value or out of place, a number that is none or too large, a key of another type,
 * arguments missing, doubled, swapped, too many or too long, a subcommand that there is not.
 */
final class BadSyntax {
    private static final int SPARED_PERCENT = 12;
    private static final int OPTIONAL_PERCENT = 45;

    /** What a word of a call stands for, by which it is spoilt. */
    private enum Kind {
        NAME,
        TOKEN,
        KEY,
        NUMBER,
        OTHER
    }

    private record Word(String text, Kind kind) {}

    private final ArgumentSpec.OfCommand command;
    private final Gen gen;
    private final SyntaxWords words;
    private final List<String> tokens = new ArrayList<>();
    private int repeats;

    BadSyntax(ArgumentSpec.OfCommand command, Gen gen) {
        this.command = command;
        this.gen = gen;
        this.words = new SyntaxWords(command, gen);
        command.arguments().forEach(this::collectTokens);
    }

    /** Returns one call, the name first. */
    List<String> call() {
        repeats = gen.oneOf(1, 1, 2, 3);
        List<Word> call = new ArrayList<>();
        for (String name : command.name().split("\\|")) {
            call.add(new Word(gen.casing(name.toUpperCase(Locale.ROOT)), Kind.NAME));
        }
        command.arguments().forEach(argument -> add(argument, call));
        if (!gen.percent(SPARED_PERCENT)) {
            for (int times = gen.oneOf(1, 1, 1, 2); times > 0; times--) {
                spoil(call);
            }
        }
        return call.stream().map(Word::text).toList();
    }

    private void collectTokens(ArgumentSpec argument) {
        if (argument.token() != null) {
            tokens.add(argument.token());
        }
        argument.children().forEach(this::collectTokens);
    }

    private void add(ArgumentSpec argument, List<Word> call) {
        if (argument.isOptional() && !gen.percent(OPTIONAL_PERCENT)) {
            return;
        }
        int times = !argument.isMultiple() ? 1 : gen.percent(85) ? repeats : gen.between(1, 3);
        for (int i = 0; i < times; i++) {
            String token = argument.token();
            if (token != null && (i == 0 || argument.repeatsToken())) {
                call.add(new Word(gen.casing(token), Kind.TOKEN));
            }
            addValue(argument, call);
        }
    }

    private void addValue(ArgumentSpec argument, List<Word> call) {
        switch (argument.type()) {
            case "pure-token" -> {}
            case "oneof" -> add(gen.oneOf(argument.children()), call);
            case "block" -> argument.children().forEach(child -> add(child, call));
            case "key" -> call.add(new Word(words.key(), Kind.KEY));
            case "integer", "double", "unix-time" -> call.add(new Word(number(argument), Kind.NUMBER));
            default -> call.add(new Word(words.value(argument), Kind.OTHER));
        }
    }

    private String number(ArgumentSpec argument) {
        boolean counts = argument.name().equals("numkeys") && gen.percent(85);
        return counts ? Integer.toString(repeats) : words.number(argument);
    }

    private void spoil(List<Word> call) {
        int at = gen.below(call.size());
        int names = command.name().contains("|") ? 2 : 1;
        if (at < names && !gen.percent(15)) {
            at = gen.between(names, call.size());
        }
        if (at == call.size()) {
            call.add(junk());
            return;
        }
        if (at < names) {
            spoilName(call, at);
            return;
        }
        switch (gen.below(10)) {
            case 0 -> call.remove(at);
            case 1 -> call.add(at, call.get(at));
            case 2 -> Collections.swap(call, at, gen.between(names, call.size() - 1));
            case 3 -> call.add(gen.between(at, call.size()), junk());
            case 4 -> call.subList(at, call.size()).clear();
            case 5 -> call.add(new Word(token(), Kind.TOKEN));
            case 6 -> addMany(call);
            default -> call.set(at, spoilt(call.get(at)));
        }
    }

    private void spoilName(List<Word> call, int at) {
        String name = call.get(at).text();
        if (at == 0) {
            call.add(1, junk());
        } else {
            call.set(at, new Word(gen.oneOf(name + "x", "", "nope", gen.letters(200)), Kind.OTHER));
        }
    }

    private void addMany(List<Word> call) {
        Word last = gen.percent(50) ? call.get(call.size() - 1) : junk();
        for (int i = gen.oneOf(2, 3, 20, 40); i > 0; i--) {
            call.add(last);
        }
    }

    private Word spoilt(Word word) {
        String text = switch (word.kind()) {
            case NUMBER -> words.badNumber();
            case KEY -> words.anyKey();
            case TOKEN -> gen.oneOf(word.text() + "x", token(), "", "nope");
            case NAME, OTHER -> gen.oneOf("", words.badNumber(), token(), gen.letters(gen.oneOf(130, 3000)));
        };
        return new Word(text, word.kind());
    }

    private Word junk() {
        return new Word(
                gen.oneOf(token(), token(), words.badNumber(), words.number(), words.anyKey(), "nope"), Kind.OTHER);
    }

    private String token() {
        return tokens.isEmpty() || gen.percent(20) ? gen.oneOf(SyntaxWords.TOKENS) : gen.oneOf(tokens);
    }
}
