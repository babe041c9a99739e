package io.rqkit.fakeredis.internal.lua;

import io.rqkit.fakeredis.internal.lua.FunctionState.Block;
import org.jspecify.annotations.Nullable;

/** Reads statements and emits their code as it goes. */
final class Parser extends ExpressionParser {
    private static final LuaString FOR_INDEX = LuaString.of("(for index)");
    private static final LuaString FOR_LIMIT = LuaString.of("(for limit)");
    private static final LuaString FOR_STEP = LuaString.of("(for step)");
    private static final LuaString FOR_GENERATOR = LuaString.of("(for generator)");
    private static final LuaString FOR_STATE = LuaString.of("(for state)");
    private static final LuaString FOR_CONTROL = LuaString.of("(for control)");
    private static final LuaString SELF = LuaString.of("self");
    private static final LuaString ARG = LuaString.of("arg");
    private static final int MAX_LEVELS = 200;

    private final boolean withLines;

    /** One variable on the left of an assignment, and those before it. */
    private static final class Target {
        final @Nullable Target previous;
        final Expression variable = new Expression();

        Target(@Nullable Target previous) {
            this.previous = previous;
        }
    }

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

    // ---- blocks

    private static boolean endsBlock(int token) {
        return switch (token) {
            case Token.ELSE, Token.ELSEIF, Token.END, Token.UNTIL, Token.EOS -> true;
            default -> false;
        };
    }

    private void chunk() {
        boolean last = false;
        enterLevel();
        while (!last && !endsBlock(lexer.token)) {
            last = statement();
            testNext(';');
            function.freeRegister = function.activeCount;
        }
        leaveLevel();
    }

    private Block enterBlock(boolean isLoop) {
        Block block = new Block(function.block, isLoop, function.activeCount);
        function.block = block;
        return block;
    }

    private void leaveBlock(Block block) {
        function.block = block.outer;
        function.deactivate(block.activeBefore);
        if (block.hasUpvalue) {
            function.emitAbc(Opcode.CLOSE, block.activeBefore, 0, 0);
        }
        function.freeRegister = function.activeCount;
        function.patchToHere(block.breaks);
    }

    private void block() {
        Block block = enterBlock(false);
        chunk();
        leaveBlock(block);
    }

    // ---- functions

    @Override
    void body(Expression e, boolean needsSelf, int line) {
        OperatorBuilder outer = function;
        OperatorBuilder inner = new OperatorBuilder(lexer, outer);
        inner.lineDefined = line;
        function = inner;
        checkNext('(');
        if (needsSelf) {
            function.declare(SELF, 0);
            function.activate(1);
        }
        parameters();
        checkNext(')');
        chunk();
        int lastLine = lexer.line;
        checkMatch(Token.END, Token.FUNCTION, line);
        function.deactivate(0);
        function.emitReturn(0, 0);
        Prototype made = new Prototype(function, lastLine);
        function = outer;
        closure(inner, made, e);
    }

    private void closure(OperatorBuilder inner, Prototype made, Expression e) {
        if (function.children.size() >= Opcode.MAX_BX) {
            throw lexer.error("constant table overflow", 0);
        }
        function.children.add(made);
        int at = function.emitAbx(Opcode.CLOSURE, 0, function.children.size() - 1);
        e.init(Expression.RELOCATABLE, at);
        for (int i = 0; i < made.upvalueCount; i++) {
            int op = inner.upvalueIsLocal[i] ? Opcode.MOVE : Opcode.GETUPVAL;
            function.emitAbc(op, 0, inner.upvalueIndex[i], 0);
        }
    }

    private void parameters() {
        int count = 0;
        if (lexer.token != ')') {
            do {
                switch (lexer.token) {
                    case Token.NAME -> function.declare(name(), count++);
                    case Token.DOTS -> {
                        lexer.next();
                        function.declare(ARG, count++);
                        function.varargFlags = Prototype.HAS_ARG | Prototype.NEEDS_ARG | Prototype.IS_VARARG;
                    }
                    default -> throw lexer.syntaxError("<name> or '...' expected");
                }
            } while (function.varargFlags == 0 && testNext(','));
        }
        function.activate(count);
        function.parameterCount = function.activeCount - (function.varargFlags & Prototype.HAS_ARG);
        function.reserve(function.activeCount);
    }

    // ---- assignments

    private void adjust(int variables, int expressions, Expression e) {
        int extra = variables - expressions;
        if (e.isMultiple()) {
            extra = Math.max(extra + 1, 0);
            function.setReturns(e, extra);
            if (extra > 1) {
                function.reserve(extra - 1);
            }
            return;
        }
        if (e.kind != Expression.VOID) {
            function.toNextRegister(e);
        }
        if (extra > 0) {
            int register = function.freeRegister;
            function.reserve(extra);
            function.emitNil(register, extra);
        }
    }

    /** Saves a local variable that is assigned to, where a target before it uses it as table or key. */
    private void keepConflicts(@Nullable Target before, Expression local) {
        int copy = function.freeRegister;
        boolean conflict = false;
        for (Target target = before; target != null; target = target.previous) {
            if (target.variable.kind == Expression.INDEXED) {
                if (target.variable.info == local.info) {
                    conflict = true;
                    target.variable.info = copy;
                }
                if (target.variable.aux == local.info) {
                    conflict = true;
                    target.variable.aux = copy;
                }
            }
        }
        if (conflict) {
            function.emitAbc(Opcode.MOVE, function.freeRegister, local.info, 0);
            function.reserve(1);
        }
    }

    private void assignment(Target target, int variables) {
        if (target.variable.kind < Expression.LOCAL || target.variable.kind > Expression.INDEXED) {
            throw lexer.syntaxError("syntax error");
        }
        Expression e = new Expression();
        if (testNext(',')) {
            Target more = new Target(target);
            primaryExpression(more.variable);
            if (more.variable.kind == Expression.LOCAL) {
                keepConflicts(target, more.variable);
            }
            function.limit(variables, MAX_LEVELS - levels, "variables in assignment");
            assignment(more, variables + 1);
        } else {
            checkNext('=');
            int expressions = expressionList(e);
            if (expressions == variables) {
                function.setOneReturn(e);
                function.store(target.variable, e);
                return;
            }
            adjust(variables, expressions, e);
            if (expressions > variables) {
                function.freeRegister -= expressions - variables;
            }
        }
        e.init(Expression.FIXED, function.freeRegister - 1);
        function.store(target.variable, e);
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
    private boolean statement() {
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
