package io.rqkit.fakeredis.internal.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LuaTableTest {
    private final LuaTable table = new LuaState().newTable();

    private List<Object> keys() {
        List<Object> keys = new ArrayList<>();
        for (int cursor = table.next(-1); cursor >= 0; cursor = table.next(cursor)) {
            keys.add(table.keyAt(cursor));
        }
        return keys;
    }

    @Test
    void keysAreFoundWhateverTheirType() {
        LuaTable inner = new LuaState().newTable();
        table.put(1, "a");
        table.put("k", "b");
        table.put((Object) 1.5, "c");
        table.put(Boolean.TRUE, "d");
        table.put(inner, "e");

        assertThat(table.get(1)).isEqualTo("a");
        assertThat(table.get(1.0)).isEqualTo("a");
        assertThat(table.get((Object) 1.0)).isEqualTo("a");
        assertThat(table.get("k")).isEqualTo("b");
        assertThat(table.get(1.5)).isEqualTo("c");
        assertThat(table.get(Boolean.TRUE)).isEqualTo("d");
        assertThat(table.get(Boolean.FALSE)).isNull();
        assertThat(table.get(inner)).isEqualTo("e");
        assertThat(table.get((Object) null)).isNull();
        assertThat(table.get(Double.NaN)).isNull();
    }

    @Test
    void nilLeavesTheKeysPlaceUntilTheNextRehash() {
        table.put("a", 1.0);
        table.put("a", null);

        assertThat(table.get("a")).isNull();
        assertThat(keys()).isEmpty();
        assertThat(table.cursorOf(LuaString.of("a"))).isNotNegative();
        assertThat(table.cursorOf(LuaString.of("b"))).isEqualTo(-2);
    }

    @Test
    void indicesMoveToTheArrayPartWhenHalfOfItIsUsed() {
        for (int i = 4; i >= 1; i--) {
            table.put(i, Double.valueOf(i));
        }
        table.put(5, Double.valueOf(5));

        assertThat(table.arraySize()).isEqualTo(8);
        assertThat(keys()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(table.length()).isEqualTo(5);
    }

    @Test
    void manyKeysStayReachable() {
        for (int i = 0; i < 20_000; i++) {
            table.put("key:" + i, (double) i);
            table.put(i, Double.valueOf(-i));
        }
        for (int i = 0; i < 20_000; i += 2) {
            table.put("key:" + i, null);
        }

        for (int i = 0; i < 20_000; i++) {
            assertThat(table.get("key:" + i)).isEqualTo(i % 2 == 0 ? null : (Object) (double) i);
            assertThat(table.get(i)).isEqualTo((double) -i);
        }
        assertThat(keys()).hasSize(30_000).doesNotHaveDuplicates();
    }

    @Test
    void readOnlyMarkBindsScriptsOnly() {
        LuaState state = Lua.state();
        LuaTable guarded = state.newTable();
        guarded.readOnly(true);
        guarded.put("x", 1.0);
        state.globals().put("guarded", guarded);

        assertThat(Lua.run(state, "return guarded.x, select(2, pcall(function() guarded.x = 2 end))"))
                .containsExactly("1", "test:1: Attempt to modify a readonly table");
    }

    @Test
    void zeroHasOneKey() {
        table.put((Object) 0.0, "zero");
        table.put((Object) (-0.0), "minus zero");

        assertThat(table.get(0)).isEqualTo("minus zero");
        assertThat(keys()).hasSize(1);
    }
}
