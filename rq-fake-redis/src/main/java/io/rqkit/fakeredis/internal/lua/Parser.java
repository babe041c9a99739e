package io.rqkit.fakeredis.internal.lua;

import io.rqkit.fakeredis.internal.lua.FunctionState.Block;

/** Reads statements and emits their code as it goes. */
final class Parser extends BlockParser {
    private static final LuaString FOR_INDEX = LuaString.of("(for index)");
    private static final LuaString FOR_LIMIT = LuaString.of("(for limit)");
    private static final LuaString FOR_STEP = LuaString.of("(for step)");
    private static final LuaString FOR_GENERATOR = LuaString.of("(for generator)");
    private static final LuaString FOR_STATE = LuaString.of("(for state)");
    private static final LuaString FOR_CONTROL = LuaString.of("(for control)");
    private final boolean withLines;

    /**
     * Starts a chunk.
     *
     * @param levels how deeply nested the caller is
     * @param withLines whether each statement reports its line
     */
    Parser(byte[] text, LuaString source, int levels, boolean withLines) {
        super(new Lexer(text, source), levels);
        this.withLines = withLines;
    }

    Prototype parse() {
        function.varargFlags = Prototype.IS_VARARG;
        lexer.next();
        chunk();
        check(Token.EOS);
        return close();
    }

    private Prototype close() {
        function.deactivate(0);
        function.emitReturn(0, 0);
        return new Prototype(function, function.lineDefined == 0 ? 0 : lexer.lastLine);
    }

    // ---- loops and conditions

    private int condition() {
        Expression e = new Expression();
        expression(e);
        if (e.kind == Expression.NIL) {
            e.kind = Expression.FALSE;
        }
        function.goIfTrue(e);
        return e.whenFalse;
    }

    private void breakStatement() {
        Block block = function.block;
        boolean upvalue = false;
        while (block != null && !block.isLoop) {
            upvalue |= block.hasUpvalue;
            block = block.outer;
        }
        if (block == null) {
            throw lexer.syntaxError("no loop to break");
        }
        if (upvalue) {
            function.emitAbc(Opcode.CLOSE, block.activeBefore, 0, 0);
        }
        block.breaks = function.concat(block.breaks, function.emitJump());
    }

    private void whileStatement(int line) {
        lexer.next();
        int start = function.label();
        int exit = condition();
        Block loop = enterBlock(true);
        checkNext(Token.DO);
        block();
        function.patchTo(function.emitJump(), start);
        checkMatch(Token.END, Token.WHILE, line);
        leaveBlock(loop);
        function.patchToHere(exit);
    }

    private void repeatStatement(int line) {
        int start = function.label();
        Block loop = enterBlock(true);
        Block scope = enterBlock(false);
        lexer.next();
        chunk();
        checkMatch(Token.UNTIL, Token.REPEAT, line);
        int exit = condition();
        if (!scope.hasUpvalue) {
            leaveBlock(scope);
            function.patchTo(exit, start);
        } else {
            breakStatement();
            function.patchToHere(exit);
            leaveBlock(scope);
            function.patchTo(function.emitJump(), start);
        }
        leaveBlock(loop);
    }

    private void toRegister() {
        Expression e = new Expression();
        expression(e);
        function.toNextRegister(e);
    }

    private void forBody(int base, int line, int variables, boolean numeric) {
        function.activate(3);
        checkNext(Token.DO);
        int prepare = numeric ? function.emitAsbx(Opcode.FORPREP, base, CodeBuilder.NO_JUMP) : function.emitJump();
        Block scope = enterBlock(false);
        function.activate(variables);
        function.reserve(variables);
        block();
        leaveBlock(scope);
        function.patchToHere(prepare);
        int end = numeric
                ? function.emitAsbx(Opcode.FORLOOP, base, CodeBuilder.NO_JUMP)
                : function.emitAbc(Opcode.TFORLOOP, base, 0, variables);
        function.fixLine(line);
        function.patchTo(numeric ? end : function.emitJump(), prepare + 1);
    }

    private void numericFor(LuaString name, int line) {
        int base = function.freeRegister;
        function.declare(FOR_INDEX, 0);
        function.declare(FOR_LIMIT, 1);
        function.declare(FOR_STEP, 2);
        function.declare(name, 3);
        checkNext('=');
        toRegister();
        checkNext(',');
        toRegister();
        if (testNext(',')) {
            toRegister();
        } else {
            function.emitAbx(Opcode.LOADK, function.freeRegister, function.numberConstant(1));
            function.reserve(1);
        }
        forBody(base, line, 1, true);
    }

    private void genericFor(LuaString first) {
        int base = function.freeRegister;
        function.declare(FOR_GENERATOR, 0);
        function.declare(FOR_STATE, 1);
        function.declare(FOR_CONTROL, 2);
        function.declare(first, 3);
        int variables = 4;
        while (testNext(',')) {
            function.declare(name(), variables++);
        }
        checkNext(Token.IN);
        int line = lexer.line;
        Expression e = new Expression();
        int expressions = expressionList(e);
        adjust(3, expressions, e);
        function.checkStack(3);
        forBody(base, line, variables - 3, false);
    }

    private void forStatement(int line) {
        Block loop = enterBlock(true);
        lexer.next();
        LuaString name = name();
        switch (lexer.token) {
            case '=' -> numericFor(name, line);
            case ',', Token.IN -> genericFor(name);
            default -> throw lexer.syntaxError("'=' or 'in' expected");
        }
        checkMatch(Token.END, Token.FOR, line);
        leaveBlock(loop);
    }

    private int thenBlock() {
        lexer.next();
        int exit = condition();
        checkNext(Token.THEN);
        block();
        return exit;
    }

    private void ifStatement(int line) {
        int escapes = CodeBuilder.NO_JUMP;
        int exit = thenBlock();
        while (lexer.token == Token.ELSEIF) {
            escapes = function.concat(escapes, function.emitJump());
            function.patchToHere(exit);
            exit = thenBlock();
        }
        if (lexer.token == Token.ELSE) {
            escapes = function.concat(escapes, function.emitJump());
            function.patchToHere(exit);
            lexer.next();
            block();
        } else {
            escapes = function.concat(escapes, exit);
        }
        function.patchToHere(escapes);
        checkMatch(Token.END, Token.IF, line);
    }

    // ---- the other statements

    private void localFunction() {
        function.declare(name(), 0);
        Expression variable = new Expression();
        variable.init(Expression.LOCAL, function.freeRegister);
        function.reserve(1);
        function.activate(1);
        Expression e = new Expression();
        body(e, false, lexer.line);
        function.store(variable, e);
        function.lastVariableStartsHere();
    }

    private void localStatement() {
        int variables = 0;
        do {
            function.declare(name(), variables++);
        } while (testNext(','));
        Expression e = new Expression();
        int expressions = testNext('=') ? expressionList(e) : 0;
        adjust(variables, expressions, e);
        function.activate(variables);
    }

    private void functionStatement(int line) {
        lexer.next();
        Expression variable = new Expression();
        variable(variable);
        while (lexer.token == '.') {
            field(variable);
        }
        boolean needsSelf = lexer.token == ':';
        if (needsSelf) {
            field(variable);
        }
        Expression e = new Expression();
        body(e, needsSelf, line);
        function.store(variable, e);
        function.fixLine(line);
    }

    private void expressionStatement() {
        Target target = new Target(null);
        primaryExpression(target.variable);
        if (target.variable.kind == Expression.CALL) {
            int at = target.variable.info;
            function.code[at] = Opcode.withC(function.code[at], 1);
        } else {
            assignment(target, 1);
        }
    }

    private void returnStatement() {
        lexer.next();
        if (endsBlock(lexer.token) || lexer.token == ';') {
            function.emitReturn(0, 0);
            return;
        }
        Expression e = new Expression();
        int count = expressionList(e);
        if (e.isMultiple()) {
            function.setReturns(e, CodeBuilder.MULTIPLE);
            if (e.kind == Expression.CALL && count == 1) {
                function.code[e.info] = Opcode.withOp(function.code[e.info], Opcode.TAILCALL);
            }
            function.emitReturn(function.activeCount, CodeBuilder.MULTIPLE);
        } else if (count == 1) {
            function.emitReturn(function.toAnyRegister(e), 1);
        } else {
            function.toNextRegister(e);
            function.emitReturn(function.activeCount, count);
        }
    }

    /** Reads one statement; says whether it must be the last of its block. */
    @Override
    boolean statement() {
        int line = lexer.line;
        if (withLines) {
            function.emitAbc(Opcode.LINE, 0, 0, 0);
            function.fixLine(line);
        }
        switch (lexer.token) {
            case Token.IF -> ifStatement(line);
            case Token.WHILE -> whileStatement(line);
            case Token.DO -> {
                lexer.next();
                block();
                checkMatch(Token.END, Token.DO, line);
            }
            case Token.FOR -> forStatement(line);
            case Token.REPEAT -> repeatStatement(line);
            case Token.FUNCTION -> functionStatement(line);
            case Token.LOCAL -> {
                lexer.next();
                if (testNext(Token.FUNCTION)) {
                    localFunction();
                } else {
                    localStatement();
                }
            }
            case Token.RETURN -> {
                returnStatement();
                return true;
            }
            case Token.BREAK -> {
                lexer.next();
                breakStatement();
                return true;
            }
            default -> expressionStatement();
        }
        return false;
    }
}
