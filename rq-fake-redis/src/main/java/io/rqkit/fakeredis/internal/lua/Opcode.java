package io.rqkit.fakeredis.internal.lua;

/**
 * Instructions of the register machine, which are those of Lua 5.1, and their layout: 6 bits operation, 8 bits A, 9 bits C,
 * 9 bits B; B and C together are Bx.
 *
 * <p>From {@link #LINE} on they are our own: {@code LINE} reports a line to a {@link LineHook} and is only compiled for it,
 * the others are what {@link Specializer} puts in the place of a general one.
 */
final class Opcode {
    static final int MOVE = 0;
    static final int LOADK = 1;
    static final int LOADBOOL = 2;
    static final int LOADNIL = 3;
    static final int GETUPVAL = 4;
    static final int GETGLOBAL = 5;
    static final int GETTABLE = 6;
    static final int SETGLOBAL = 7;
    static final int SETUPVAL = 8;
    static final int SETTABLE = 9;
    static final int NEWTABLE = 10;
    static final int SELF = 11;
    static final int ADD = 12;
    static final int SUB = 13;
    static final int MUL = 14;
    static final int DIV = 15;
    static final int MOD = 16;
    static final int POW = 17;
    static final int UNM = 18;
    static final int NOT = 19;
    static final int LEN = 20;
    static final int CONCAT = 21;
    static final int JMP = 22;
    static final int EQ = 23;
    static final int LT = 24;
    static final int LE = 25;
    static final int TEST = 26;
    static final int TESTSET = 27;
    static final int CALL = 28;
    static final int TAILCALL = 29;
    static final int RETURN = 30;
    static final int FORLOOP = 31;
    static final int FORPREP = 32;
    static final int TFORLOOP = 33;
    static final int SETLIST = 34;
    static final int CLOSE = 35;
    static final int CLOSURE = 36;
    static final int VARARG = 37;

    static final int LINE = 38;
    static final int ADD_RR = 39;
    static final int ADD_RK = 40;
    static final int SUB_RR = 41;
    static final int SUB_RK = 42;
    static final int MUL_RR = 43;
    static final int MUL_RK = 44;
    static final int DIV_RR = 45;
    static final int DIV_RK = 46;
    static final int LT_RR = 47;
    static final int LT_RK = 48;
    static final int LT_KR = 49;
    static final int LE_RR = 50;
    static final int LE_RK = 51;
    static final int LE_KR = 52;
    static final int EQ_RK = 53;
    static final int GETFIELD = 54;
    static final int MOD_RK = 55;

    static final int MAX_A = 0xff;
    static final int MAX_C = 0x1ff;
    static final int MAX_BX = 0x3ffff;
    static final int MAX_SBX = MAX_BX >> 1;
    static final int BIT_RK = 0x100;
    static final int MAX_INDEX_RK = BIT_RK - 1;
    static final int NO_REG = MAX_A;
    static final int FIELDS_PER_FLUSH = 50;

    private Opcode() {}

    static int abc(int op, int a, int b, int c) {
        return op | a << 6 | c << 14 | b << 23;
    }

    static int abx(int op, int a, int bx) {
        return op | a << 6 | bx << 14;
    }

    static int op(int i) {
        return i & 0x3f;
    }

    static int a(int i) {
        return i >>> 6 & 0xff;
    }

    static int b(int i) {
        return i >>> 23;
    }

    static int c(int i) {
        return i >>> 14 & 0x1ff;
    }

    static int bx(int i) {
        return i >>> 14;
    }

    static int sbx(int i) {
        return (i >>> 14) - MAX_SBX;
    }

    static int withOp(int i, int op) {
        return i & ~0x3f | op;
    }

    static int withA(int i, int a) {
        return i & ~(0xff << 6) | a << 6;
    }

    static int withB(int i, int b) {
        return i & ~(0x1ff << 23) | b << 23;
    }

    static int withC(int i, int c) {
        return i & ~(0x1ff << 14) | c << 14;
    }

    static int withSbx(int i, int sbx) {
        return i & 0x3fff | (sbx + MAX_SBX) << 14;
    }

    static boolean isConstant(int rk) {
        return (rk & BIT_RK) != 0;
    }

    /** Says whether an instruction skips or takes the jump that follows it. */
    static boolean isTest(int op) {
        return op >= EQ && op <= TESTSET || op == TFORLOOP;
    }

    /** Says whether an instruction writes register A. */
    static boolean writesA(int op) {
        return switch (op) {
            case SETGLOBAL, SETUPVAL, SETTABLE, JMP, EQ, LT, LE, RETURN, TFORLOOP, SETLIST, CLOSE, LINE -> false;
            // so Lua has it for TEST too, which only reads; names in error texts follow from it
            default -> true;
        };
    }
}
