package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@RequiresRealRedis
class RespClientTest {

    @Test
    void resp2KindsOfNullAreKeptApart(RealRedis real) {
        try (RespClient client = real.server().connect()) {
            assertThat(client.call("GET", "missing")).isEqualTo(new RespValue.NullBulk());
            assertThat(client.call("BLPOP", "missing", "0.001")).isEqualTo(new RespValue.NullArray());
            assertThat(client.call("HMGET", "missing", "f"))
                    .isEqualTo(new RespValue.Array(List.of(new RespValue.NullBulk())));
        }
    }

    @Test
    void resp3KindsAreAllRead(RealRedis real) {
        try (RespClient client = real.server().connect()) {
            client.call("HELLO", "3");

            assertThat(client.call("DEBUG", "PROTOCOL", "null")).isEqualTo(new RespValue.Null3());
            assertThat(client.call("DEBUG", "PROTOCOL", "true")).isEqualTo(new RespValue.Bool(true));
            assertThat(client.call("DEBUG", "PROTOCOL", "double")).isEqualTo(new RespValue.Double("3.141"));
            assertThat(client.call("DEBUG", "PROTOCOL", "bignum")).isInstanceOf(RespValue.BigNumber.class);
            assertThat(client.call("DEBUG", "PROTOCOL", "set")).isInstanceOf(RespValue.Set.class);
            assertThat(client.call("DEBUG", "PROTOCOL", "map")).isInstanceOf(RespValue.Map.class);
            assertThat(client.call("DEBUG", "PROTOCOL", "attrib")).isInstanceOf(RespValue.Attribute.class);
            assertThat(client.call("DEBUG", "PROTOCOL", "verbatim"))
                    .isEqualTo(new RespValue.Verbatim("txt", "This is a verbatim\nstring"));
            assertThat(client.call("SUBSCRIBE", "news")).isInstanceOf(RespValue.Push.class);
        }
    }

    @Test
    void bytesPassUnchanged(RealRedis real) {
        String allBytes = new Gen(1).binary(5_000);
        try (RespClient client = real.server().connect()) {
            client.call("SET", "k", allBytes);

            assertThat(client.call("GET", "k")).isEqualTo(new RespValue.Bulk(allBytes));
        }
    }

    @Test
    void rawBytesReachTheParserOfTheServer(RealRedis real) {
        try (RespClient client = real.server().connect()) {
            client.sendRaw("*1\r\n:1\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.read()).isEqualTo(new RespValue.Error("ERR Protocol error: expected '$', got ':'"));
        }
    }

    @Test
    void linesOfRedisCliAreReadAsTheyAreWritten() {
        Gen gen = new Gen(7);
        for (int i = 0; i < 200; i++) {
            Cmd cmd = Cmd.cmd("SET", gen.binary(gen.below(30)), gen.value()).on(gen.below(3));

            assertThat(Cmd.parse(cmd.toString())).isEqualTo(cmd);
        }
    }
}
