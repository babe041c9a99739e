package io.rqkit.fakeredis.internal.command.hash;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;

class HashCommandDiffTest extends FamilyDiffTest {
    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .add(5, g -> cmd("HSET", g.key(), g.pairs(1, 4, g::member, g::value)))
                .add(1, g -> cmd("HMSET", g.key(), g.pairs(1, 4, g::member, g::value)))
                .add(1, g -> cmd("HSETNX", g.key(), g.member(), g.value()))
                .add(2, g -> cmd("HDEL", g.key(), g.member(), g.member()))
                .add(2, g -> cmd("HGET", g.key(), g.member()))
                .add(1, g -> cmd("HMGET", g.key(), g.member(), g.member()))
                .add(2, g -> cmd("HINCRBY", g.key(), g.member(), g.integer()))
                .add(2, g -> cmd("HINCRBYFLOAT", g.key(), g.member(), g.number()))
                .add(1, g -> cmd("HEXISTS", g.key(), g.member()))
                .add(1, g -> cmd("HLEN", g.key()))
                .add(1, g -> cmd("HSTRLEN", g.key(), g.member()))
                .add(1, g -> cmd("HGETALL", g.key()))
                .add(1, g -> cmd("HKEYS", g.key()))
                .add(1, g -> cmd("HVALS", g.key()))
                .add(
                        1,
                        g -> cmd(
                                "HSCAN",
                                g.key(),
                                "0",
                                g.maybe(30, "COUNT", g.count()),
                                g.maybe(30, "MATCH", g.pattern())))
                .add(1, g -> cmd("HRANDFIELD", g.key(), g.between(-12, 12)))
                .add(1, g -> cmd("HRANDFIELD", g.key(), g.between(-12, 12), "WITHVALUES"))
                .typeMixers(1);
    }
}
