package io.rqkit.fakeredis.internal.command.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What needs more than one client, or what only a fake has; replies are compared with real Redis elsewhere. */
class ScriptingCommandTest {
    private static final String ENDLESS = "while true do end";
    private static final String BUSY =
            "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.";
    private static final String BUSY_FUNCTION =
            "BUSY Redis is busy running a script. You can only call FUNCTION KILL or SHUTDOWN NOSAVE.";
    private final FakeRedis redis =
            FakeRedis.builder().config("busy-reply-threshold", "10").build();
    private final RespClient client = new RespClient(redis.socket());

    @AfterEach
    void close() {
        redis.close();
    }

    private String call(String... arguments) {
        return text(client, arguments);
    }

    private static String text(RespClient client, String... arguments) {
        return client.call(arguments).toString();
    }

    /** Not on the common pool, which has a thread or two and which scripts of other tests would fill. */
    private static CompletableFuture<String> async(RespClient other, String... script) {
        return CompletableFuture.supplyAsync(() -> text(other, script), task -> new Thread(task, "script").start());
    }

    /** Starts a script on another client and waits until it is busy; the result is the script's reply. */
    private CompletableFuture<String> busy(RespClient other, String... script) {
        CompletableFuture<String> reply = async(other, script);
        while (!text(client, "PING").contains("BUSY")) {
            Thread.onSpinWait();
        }
        return reply;
    }

    @Test
    void othersAreToldOfABusyScriptUntilItIsKilled() throws Exception {
        RespClient other = new RespClient(redis.socket());
        CompletableFuture<String> script = busy(other, "EVAL", ENDLESS, "0");

        assertThat(call("GET", "k")).contains(BUSY);
        assertThat(call("FUNCTION", "KILL")).contains(BUSY);
        assertThat(call("FUNCTION", "STATS")).contains(BUSY);
        assertThat(call("SHUTDOWN")).contains(BUSY);
        assertThat(call("SCRIPT", "KILL")).contains("OK");
        assertThat(script.get(30, TimeUnit.SECONDS))
                .contains("Script killed by user with SCRIPT KILL... script: ", ", on @user_script:1.");
        assertThat(call("PING")).contains("PONG");
        assertThat(call("SCRIPT", "KILL")).contains("NOTBUSY No scripts in execution right now.");
    }

    @Test
    void aBusyScriptCanBeKilledOverTcp() throws Exception {
        Endpoint endpoint = redis.listen();
        RespClient other = new RespClient(new Socket(endpoint.host(), endpoint.port()));
        CompletableFuture<String> script = busy(other, "EVAL", ENDLESS, "0");

        try (RespClient third = new RespClient(new Socket(endpoint.host(), endpoint.port()))) {
            assertThat(text(third, "SCRIPT", "KILL")).contains("OK");
        }

        assertThat(script.get(30, TimeUnit.SECONDS)).contains("Script killed by user");
    }

    @Test
    void aLoopInsidePcallOrACoroutineOrAPatternCanBeKilled() throws Exception {
        for (String endless : List.of(
                "while true do pcall(function() while true do end end) end",
                "coroutine.wrap(function() while true do end end)()",
                "return string.rep('a', 30):find(string.rep('a?', 30) .. string.rep('a', 31))",
                "local function f() return f() end f()")) {
            RespClient other = new RespClient(redis.socket());
            CompletableFuture<String> script = busy(other, "EVAL", endless, "0");

            assertThat(call("SCRIPT", "KILL")).contains("OK");
            assertThat(script.get(30, TimeUnit.SECONDS)).contains("Script killed by user");
        }
    }

    @Test
    void aScriptThatHasWrittenIsNotKilledButEndsWithTheServer() throws Exception {
        RespClient other = new RespClient(redis.socket());
        CompletableFuture<String> script = async(other, "EVAL", "redis.call('set', 'k', 'v') while true do end", "0");
        while (!call("PING").contains("BUSY")) {
            Thread.onSpinWait();
        }

        assertThat(call("SCRIPT", "KILL")).contains("UNKILLABLE Sorry the script already executed write commands");
        redis.close();

        assertThat(script.handle((reply, failure) -> true).get(30, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void aBusyFunctionHasWaysOfItsOwn() throws Exception {
        call(
                "FUNCTION",
                "LOAD",
                "#!lua name=lib\nredis.register_function('endless', function() while true do end end)");
        RespClient other = new RespClient(redis.socket());
        CompletableFuture<String> function = busy(other, "FCALL", "endless", "0", "argument");

        assertThat(call("GET", "k")).contains(BUSY_FUNCTION);
        assertThat(call("SCRIPT", "KILL")).contains(BUSY_FUNCTION);
        assertThat(call("FUNCTION", "STATS")).contains("endless", "argument", "duration_ms");
        assertThat(call("FUNCTION", "KILL")).contains("OK");
        assertThat(function.get(30, TimeUnit.SECONDS)).contains("Script killed by user", "@user_function:2.");
    }

    @Test
    void aBusyScriptGoesOnToWriteAndItsTimeStandsStill() throws Exception {
        RespClient other = new RespClient(redis.socket());
        String body = """
                redis.call('set', KEYS[1], 'v', 'px', 30)
                local before = redis.call('time')
                for i = 1, 20000000 do end
                local after = redis.call('time')
                return {redis.call('get', KEYS[1]), before[1] == after[1] and before[2] == after[2]}""";
        CompletableFuture<String> script = async(other, "EVAL", body, "1", "k");
        // whether this finds it busy once or often, the machine decides
        while (!script.isDone()) {
            call("PING");
        }

        assertThat(script.get(30, TimeUnit.SECONDS)).contains("v", "1");
    }

    @Test
    void whoWaitsIsServedWhenTheScriptHasEnded() {
        RespClient waiting = new RespClient(redis.socket());
        waiting.send("BLPOP", "list", "0");

        assertThat(call("EVAL", "redis.call('rpush', 'list', 'a', 'b') return redis.call('llen', 'list')", "0"))
                .contains("2");
        assertThat(waiting.read().toString()).contains("list", "a");
    }

    @Test
    void monitorsSeeTheScriptBeforeItsCalls() {
        RespClient monitor = new RespClient(redis.socket());
        monitor.call("MONITOR");
        call("EVAL", "return redis.call('ping')", "0");

        assertThat(monitor.read().toString()).contains("\"EVAL\"");
        assertThat(monitor.read().toString()).contains("[0 lua] \"ping\"");
    }

    @Test
    void aScriptSpoilsWhatOthersWatch() {
        RespClient other = new RespClient(redis.socket());
        call("WATCH", "k");
        text(other, "EVAL", "redis.call('set', 'k', 1)", "0");
        call("MULTI");
        call("PING");

        assertThat(client.call("EXEC").children()).isEmpty();
    }

    @Test
    void aScriptRunsInsideATransaction() {
        call("MULTI");
        call("EVAL", "return redis.call('incr', 'n')", "0");
        call("EVAL", "return redis.call('blpop', 'none', 0)", "0");
        call("EVAL", "error('x')", "0");

        assertThat(call("EXEC")).contains("1", "ERR user_script:1: x");
    }

    @Test
    void errorsAreCountedOnce() {
        call("CONFIG", "RESETSTAT");
        call("EVAL", "return redis.call('incr')", "0");
        call("EVAL", "return redis.pcall('incr')", "0");
        call("EVAL", "redis.pcall('incr') return 1", "0");

        assertThat(call("INFO", "errorstats")).contains("errorstat_ERR:count=3");
        assertThat(call("INFO", "commandstats"))
                .contains("cmdstat_eval:calls=3")
                .contains("failed_calls=2");
    }

    @Test
    void theLimitOfStepsEndsAScriptWithAnError() {
        try (FakeRedis limited = FakeRedis.builder().scriptStepLimit(5000).build();
                RespClient own = new RespClient(limited.socket())) {
            assertThat(text(own, "EVAL", "local n = 0 for i = 1, 4000 do n = n + 1 end return n", "0"))
                    .contains("4000");
            assertThat(text(own, "EVAL", "pcall(function() for i = 1, 6000 do end end)\nreturn 1", "0"))
                    .contains("ERR Script ended: more than 5000 steps script: ", ", on @user_script:1.");
        }
    }

    @Test
    void memoryWithoutEndIsAnErrorOfTheScript() {
        assertThat(call("EVAL", "local t = {} while true do t[#t + 1] = string.rep('x', 1e7) .. #t end", "0"))
                .contains("not enough memory");
        assertThat(call("EVAL", "return 'alive'", "0")).contains("alive");
    }

    @Test
    void nothingOfTheHostIsWithinReach() {
        for (String name : List.of("java", "luajava", "os", "io", "package", "debug", "require", "dofile", "print")) {
            assertThat(call("EVAL", "return " + name, "0"))
                    .contains("Script attempted to access nonexistent global variable '" + name + "'");
        }
    }

    @Test
    void flushingForgetsScriptsAndWhatTheyLeft() {
        String sha = client.call("SCRIPT", "LOAD", "return 1").toString();
        call("EVAL", "cjson.encode_number_precision(3)", "0");
        call("SCRIPT", "FLUSH");

        assertThat(call("EVALSHA", "e0e1f9fabfc9d4800c877a703b823ac0578ff8db", "0"))
                .contains("NOSCRIPT No matching script. Please use EVAL.");
        assertThat(sha).contains("e0e1f9fabfc9d4800c877a703b823ac0578ff8db");
        assertThat(call("EVAL", "return cjson.encode(1/3)", "0")).contains("0.33333333333333");
        assertThat(call("INFO", "memory")).contains("number_of_cached_scripts:1");
    }

    @Test
    void keysOfACallAreFound() {
        assertThat(call("COMMAND", "GETKEYS", "EVAL", "return 1", "2", "a", "b", "c"))
                .contains("a", "b")
                .doesNotContain("c");
    }

    @Test
    void functionsAreKeptInFiles(@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory) throws IOException {
        call("FUNCTION", "LOAD", "#!lua name=lib\nredis.register_function('f', function(keys) return keys[1] end)");
        java.nio.file.Path file = directory.resolve("dump.rdb");
        redis.save(file);

        try (FakeRedis loaded = FakeRedis.create();
                RespClient own = new RespClient(loaded.socket())) {
            loaded.load(file);

            assertThat(text(own, "FCALL", "f", "1", "key")).contains("key");
        }
    }
}
