package io.rqkit.fakeredis.internal.lua;

/** Reads expressions and emits their code as it goes. */
abstract class ExpressionParser {
    static final int MAX_LEVELS = 200;
    private static final int UNARY_PRIORITY = 8;

    final Lexer lexer;
    /** Nested calls so far, those of the caller included. */
    int levels;

    OperatorBuilder function;

    ExpressionParser(Lexer lexer, int levels) {
        this.lexer = lexer;
        this.levels = levels;
        function = new OperatorBuilder(lexer, null);
    }

    /** Reads the parameters and the statements of a function up to its {@code end}. */
    abstract void body(Expression e, boolean needsSelf, int line);

    // ---- tokens

    boolean testNext(int token) {
        if (lexer.token == token) {
            lexer.next();
            return true;
        }
        return false;
    }

    void check(int token) {
        if (lexer.token != token) {
            throw expected(token);
        }
    }

    private LuaError expected(int token) {
        return lexer.syntaxError("'" + Token.text(token) + "' expected");
    }

    void checkNext(int token) {
        check(token);
        lexer.next();
    }

    void checkMatch(int token, int opener, int line) {
        if (testNext(token)) {
            return;
        }
        if (line == lexer.line) {
            throw expected(token);
        }
        throw lexer.syntaxError(
                "'" + Token.text(token) + "' expected (to close '" + Token.text(opener) + "' at line " + line + ")");
    }

    LuaString name() {
        check(Token.NAME);
        LuaString name = lexer.string;
        lexer.next();
        return name;
    }

    void enterLevel() {
        if (++levels > MAX_LEVELS) {
            throw lexer.error("chunk has too many syntax levels", 0);
        }
    }

    void leaveLevel() {
        levels--;
    }

    // ---- variables and fields

    private void stringConstant(Expression e, LuaString string) {
        e.init(Expression.CONSTANT, function.stringConstant(string));
    }

    void variable(Expression e) {
        LuaString name = name();
        if (!FunctionState.resolve(function, name, e, true)) {
            e.info = function.stringConstant(name);
        }
    }

    void field(Expression e) {
        function.toAnyRegister(e);
        lexer.next();
        Expression key = new Expression();
        stringConstant(key, name());
        function.indexed(e, key);
    }

    private void index(Expression key) {
        lexer.next();
        expression(key);
        function.toValue(key);
        checkNext(']');
    }

    // ---- table constructors

    /** What of a constructor was read so far. */
    private static final class Items {
        final Expression last = new Expression();
        final Expression table;
        int fields;
        int elements;
        int toStore;

        Items(Expression table) {
            this.table = table;
        }
    }

    private void constructor(Expression table) {
        int line = lexer.line;
        int at = function.emitAbc(Opcode.NEWTABLE, 0, 0, 0);
        table.init(Expression.RELOCATABLE, at);
        Items items = new Items(table);
        function.toNextRegister(table);
        checkNext('{');
        do {
            if (lexer.token == '}') {
                break;
            }
            storeElements(items);
            if (lexer.token == Token.NAME && lexer.lookAhead() == '=' || lexer.token == '[') {
                constructorField(items);
            } else {
                expression(items.last);
                items.elements++;
                items.toStore++;
            }
        } while (testNext(',') || testNext(';'));
        checkMatch('}', '{', line);
        storeLastElements(items);
        int i = Opcode.withB(function.code[at], floatingByte(items.elements));
        function.code[at] = Opcode.withC(i, floatingByte(items.fields));
    }

    private void constructorField(Items items) {
        int register = function.freeRegister;
        Expression key = new Expression();
        if (lexer.token == Token.NAME) {
            stringConstant(key, name());
        } else {
            index(key);
        }
        items.fields++;
        checkNext('=');
        int keyOperand = function.toOperand(key);
        Expression value = new Expression();
        expression(value);
        function.emitAbc(Opcode.SETTABLE, items.table.info, keyOperand, function.toOperand(value));
        function.freeRegister = register;
    }

    private void storeElements(Items items) {
        if (items.last.kind == Expression.VOID) {
            return;
        }
        function.toNextRegister(items.last);
        items.last.kind = Expression.VOID;
        if (items.toStore == Opcode.FIELDS_PER_FLUSH) {
            function.emitSetList(items.table.info, items.elements, items.toStore);
            items.toStore = 0;
        }
    }

    private void storeLastElements(Items items) {
        if (items.toStore == 0) {
            return;
        }
        if (items.last.isMultiple()) {
            function.setReturns(items.last, CodeBuilder.MULTIPLE);
            function.emitSetList(items.table.info, items.elements, CodeBuilder.MULTIPLE);
            items.elements--;
        } else {
            if (items.last.kind != Expression.VOID) {
                function.toNextRegister(items.last);
            }
            function.emitSetList(items.table.info, items.elements, items.toStore);
        }
    }

    /** Encodes a size in 8 bits, (eeeeexxx) meaning 1xxx * 2^(eeeee - 1), rounded up. */
    private static int floatingByte(int size) {
        int x = size;
        int exponent = 0;
        while (x >= 16) {
            x = (x + 1) >> 1;
            exponent++;
        }
        return x < 8 ? x : exponent + 1 << 3 | x - 8;
    }

    /** Decodes a size that {@link #floatingByte} encoded. */
    static int sizeOf(int floatingByte) {
        int exponent = floatingByte >> 3 & 31;
        return exponent == 0 ? floatingByte : (floatingByte & 7) + 8 << exponent - 1;
    }

    // ---- calls

    /** Reads one or more expressions; returns how many, and the last in {@code e}. */
    int expressionList(Expression e) {
        int count = 1;
        expression(e);
        while (testNext(',')) {
            function.toNextRegister(e);
            expression(e);
            count++;
        }
        return count;
    }

    private void arguments(Expression callee) {
        int line = lexer.line;
        Expression last = new Expression();
        switch (lexer.token) {
            case '(' -> {
                if (line != lexer.lastLine) {
                    throw lexer.syntaxError("ambiguous syntax (function call x new statement)");
                }
                lexer.next();
                if (lexer.token != ')') {
                    expressionList(last);
                    function.setReturns(last, CodeBuilder.MULTIPLE);
                }
                checkMatch(')', '(', line);
            }
            case '{' -> constructor(last);
            case Token.STRING -> {
                stringConstant(last, lexer.string);
                lexer.next();
            }
            default -> throw lexer.syntaxError("function arguments expected");
        }
        int base = callee.info;
        int count;
        if (last.isMultiple()) {
            count = CodeBuilder.MULTIPLE;
        } else {
            if (last.kind != Expression.VOID) {
                function.toNextRegister(last);
            }
            count = function.freeRegister - (base + 1);
        }
        callee.init(Expression.CALL, function.emitAbc(Opcode.CALL, base, count + 1, 2));
        function.fixLine(line);
        function.freeRegister = base + 1;
    }

    private void prefixExpression(Expression e) {
        switch (lexer.token) {
            case '(' -> {
                int line = lexer.line;
                lexer.next();
                expression(e);
                checkMatch(')', '(', line);
                function.discharge(e);
            }
            case Token.NAME -> variable(e);
            default -> throw lexer.syntaxError("unexpected symbol");
        }
    }

    void primaryExpression(Expression e) {
        prefixExpression(e);
        while (true) {
            switch (lexer.token) {
                case '.' -> field(e);
                case '[' -> {
                    Expression key = new Expression();
                    function.toAnyRegister(e);
                    index(key);
                    function.indexed(e, key);
                }
                case ':' -> {
                    Expression key = new Expression();
                    lexer.next();
                    stringConstant(key, name());
                    function.self(e, key);
                    arguments(e);
                }
                case '(', Token.STRING, '{' -> {
                    function.toNextRegister(e);
                    arguments(e);
                }
                default -> {
                    return;
                }
            }
        }
    }

    // ---- operators

    private void simpleExpression(Expression e) {
        switch (lexer.token) {
            case Token.NUMBER -> {
                e.init(Expression.NUMBER, 0);
                e.number = lexer.number;
            }
            case Token.STRING -> stringConstant(e, lexer.string);
            case Token.NIL -> e.init(Expression.NIL, 0);
            case Token.TRUE -> e.init(Expression.TRUE, 0);
            case Token.FALSE -> e.init(Expression.FALSE, 0);
            case Token.DOTS -> {
                if (function.varargFlags == 0) {
                    throw lexer.syntaxError("cannot use '...' outside a vararg function");
                }
                function.varargFlags &= ~Prototype.NEEDS_ARG;
                e.init(Expression.VARARG, function.emitAbc(Opcode.VARARG, 0, 1, 0));
            }
            case '{' -> {
                constructor(e);
                return;
            }
            case Token.FUNCTION -> {
                lexer.next();
                body(e, false, lexer.line);
                return;
            }
            default -> {
                primaryExpression(e);
                return;
            }
        }
        lexer.next();
    }

    private static int leftPriority(int token) {
        return switch (token) {
            case '+', '-' -> 6;
            case '*', '/', '%' -> 7;
            case '^' -> 10;
            case Token.CONCAT -> 5;
            case Token.EQ, Token.NE, '<', '>', Token.LE, Token.GE -> 3;
            case Token.AND -> 2;
            case Token.OR -> 1;
            default -> 0;
        };
    }

    private static int rightPriority(int token) {
        return switch (token) {
            case '^' -> 9;
            case Token.CONCAT -> 4;
            default -> leftPriority(token);
        };
    }

    void expression(Expression e) {
        expression(e, 0);
    }

    private void expression(Expression e, int limit) {
        enterLevel();
        int unary = lexer.token;
        if (unary == Token.NOT || unary == '-' || unary == '#') {
            lexer.next();
            expression(e, UNARY_PRIORITY);
            function.prefix(unary, e);
        } else {
            simpleExpression(e);
        }
        while (leftPriority(lexer.token) > limit) {
            int operator = lexer.token;
            Expression right = new Expression();
            lexer.next();
            function.infix(operator, e);
            expression(right, rightPriority(operator));
            function.postfix(operator, e, right);
        }
        leaveLevel();
    }
}
