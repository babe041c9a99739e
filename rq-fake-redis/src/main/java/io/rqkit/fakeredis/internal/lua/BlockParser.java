package io.rqkit.fakeredis.internal.lua;

import io.rqkit.fakeredis.internal.lua.FunctionState.Block;
import org.jspecify.annotations.Nullable;

/** Reads blocks, the bodies of functions and assignments. */
abstract class BlockParser extends ExpressionParser {
    private static final LuaString SELF = LuaString.of("self");
    private static final LuaString ARG = LuaString.of("arg");
    /** One variable on the left of an assignment, and those before it. */
    static final class Target {
        final @Nullable Target previous;
        final Expression variable = new Expression();

        Target(@Nullable Target previous) {
            this.previous = previous;
        }
    }

    BlockParser(Lexer lexer, int levels) {
        super(lexer, levels);
    }

    /** Reads one statement; says whether it must be the last of its block. */
    abstract boolean statement();

    // ---- blocks

    static boolean endsBlock(int token) {
        return switch (token) {
            case Token.ELSE, Token.ELSEIF, Token.END, Token.UNTIL, Token.EOS -> true;
            default -> false;
        };
    }

    void chunk() {
        boolean last = false;
        enterLevel();
        while (!last && !endsBlock(lexer.token)) {
            last = statement();
            testNext(';');
            function.freeRegister = function.activeCount;
        }
        leaveLevel();
    }

    Block enterBlock(boolean isLoop) {
        Block block = new Block(function.block, isLoop, function.activeCount);
        function.block = block;
        return block;
    }

    void leaveBlock(Block block) {
        function.block = block.outer;
        function.deactivate(block.activeBefore);
        if (block.hasUpvalue) {
            function.emitAbc(Opcode.CLOSE, block.activeBefore, 0, 0);
        }
        function.freeRegister = function.activeCount;
        function.patchToHere(block.breaks);
    }

    void block() {
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

    void adjust(int variables, int expressions, Expression e) {
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

    void assignment(Target target, int variables) {
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
}
