package io.rqkit.fakeredis.internal.lua;

/** Where the value of an expression is, or will be, while code for it is made. */
final class Expression {
    static final int VOID = 0;
    static final int NIL = 1;
    static final int TRUE = 2;
    static final int FALSE = 3;
    /** {@code info} is the index of a constant. */
    static final int CONSTANT = 4;
    /** {@code number} is the value. */
    static final int NUMBER = 5;
    /** {@code info} is a register. */
    static final int LOCAL = 6;
    /** {@code info} is the index of an upvalue. */
    static final int UPVALUE = 7;
    /** {@code info} is the index of the constant that names it. */
    static final int GLOBAL = 8;
    /** {@code info} is the register of the table, {@code aux} the register or constant of the key. */
    static final int INDEXED = 9;
    /** {@code info} is the position of a jump. */
    static final int JUMP = 10;
    /** {@code info} is the position of an instruction whose A is still open. */
    static final int RELOCATABLE = 11;
    /** {@code info} is the register that holds the value. */
    static final int FIXED = 12;
    /** {@code info} is the position of a call. */
    static final int CALL = 13;
    /** {@code info} is the position of a {@code VARARG}. */
    static final int VARARG = 14;

    int kind;
    int info;
    int aux;
    double number;

    /** The list of jumps taken when the value is true. */
    int whenTrue;
    /** The list of jumps taken when the value is false. */
    int whenFalse;

    Expression() {
        init(VOID, 0);
    }

    void init(int newKind, int newInfo) {
        kind = newKind;
        info = newInfo;
        whenTrue = CodeBuilder.NO_JUMP;
        whenFalse = CodeBuilder.NO_JUMP;
    }

    void set(Expression other) {
        kind = other.kind;
        info = other.info;
        aux = other.aux;
        number = other.number;
        whenTrue = other.whenTrue;
        whenFalse = other.whenFalse;
    }

    boolean hasJumps() {
        return whenTrue != whenFalse;
    }

    boolean isNumeral() {
        return kind == NUMBER && whenTrue == CodeBuilder.NO_JUMP && whenFalse == CodeBuilder.NO_JUMP;
    }

    /** Says whether the number of values is known only when it runs. */
    boolean isMultiple() {
        return kind == CALL || kind == VARARG;
    }
}
