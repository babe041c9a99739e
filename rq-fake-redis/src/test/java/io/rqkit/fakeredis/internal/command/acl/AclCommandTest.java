package io.rqkit.fakeredis.internal.command.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AclCommandTest {
    private final RedisClock clock = RedisClock.frozenAt(Instant.ofEpochSecond(1_700_000_000));

    @TempDir
    private Path directory;

    private FakeRedis.Builder builder() {
        return FakeRedis.builder().clock(clock);
    }

    private static RespClient client(FakeRedis redis) {
        return new RespClient(redis.socket());
    }

    private static List<String> texts(RespValue list) {
        return list.children().stream().map(RespValue::text).toList();
    }

    @Test
    void theLogGroupsTheSameWithinAMinute() {
        try (FakeRedis redis = builder().build();
                RespClient admin = client(redis);
                RespClient ann = client(redis)) {
            admin.call("ACL", "SETUSER", "ann", "on", "nopass", "+get", "~a");
            ann.call("AUTH", "ann", "x");
            ann.call("GET", "b");
            ann.call("GET", "b");
            clock.advance(Duration.ofSeconds(61));
            ann.call("GET", "b");
            ann.call("SET", "b", "1");
            ann.call("AUTH", "bob", "x");

            List<RespValue> entries = admin.call("ACL", "LOG").children();

            assertThat(entries)
                    .extracting(e -> texts(e).subList(0, 10))
                    .containsExactly(
                            List.of(
                                    "count",
                                    "1",
                                    "reason",
                                    "auth",
                                    "context",
                                    "toplevel",
                                    "object",
                                    "AUTH",
                                    "username",
                                    "bob"),
                            List.of(
                                    "count",
                                    "1",
                                    "reason",
                                    "command",
                                    "context",
                                    "toplevel",
                                    "object",
                                    "set",
                                    "username",
                                    "ann"),
                            List.of(
                                    "count",
                                    "1",
                                    "reason",
                                    "key",
                                    "context",
                                    "toplevel",
                                    "object",
                                    "b",
                                    "username",
                                    "ann"),
                            List.of(
                                    "count",
                                    "2",
                                    "reason",
                                    "key",
                                    "context",
                                    "toplevel",
                                    "object",
                                    "b",
                                    "username",
                                    "ann"));
            assertThat(texts(entries.get(3)).get(11)).isEqualTo("61");
            assertThat(texts(entries.get(3)).get(13)).startsWith("id=").contains(" user=ann ");
        }
    }

    @Test
    void usersAreSavedAndLoaded() throws IOException {
        Path file = Files.writeString(directory.resolve("users.acl"), "user ann on nopass ~a* +get\n\n");
        try (FakeRedis redis = builder().config("aclfile", file.toString()).build();
                RespClient admin = client(redis);
                RespClient ann = client(redis)) {
            assertThat(ann.call("AUTH", "ann", "x").text()).isEqualTo("OK");
            assertThat(ann.call("SET", "a", "1").text()).startsWith("NOPERM");
            admin.call("ACL", "SETUSER", "bob", "on", ">secret", "~*", "&*", "+@all");
            assertThat(admin.call("ACL", "SAVE").text()).isEqualTo("OK");
            assertThat(Files.readAllLines(file)).containsExactlyElementsOf(texts(admin.call("ACL", "LIST")));

            Files.writeString(file, "user ann on nopass ~a* +set\nuser ann off\nusr x\nuser b +nope &x &");
            assertThat(admin.call("ACL", "LOAD").text())
                    .contains("Duplicate user 'ann' found on line 2. ")
                    .contains(":3 should start with user keyword followed by the username. ")
                    .contains("Error in applying operation '+nope': Unknown command or category name in ACL. ")
                    .endsWith("no change to the previously active ACL rules was performed");
            assertThat(admin.call("ACL", "USERS").children()).hasSize(3);

            Files.writeString(file, "user ann on nopass ~a* +set\n");
            assertThat(admin.call("ACL", "LOAD").text()).isEqualTo("OK");
            assertThat(texts(admin.call("ACL", "USERS"))).containsExactly("ann", "default");
            assertThatThrownBy(ann::read).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void aBrokenFileStopsTheStart() throws IOException {
        Path file = Files.writeString(directory.resolve("users.acl"), "user ann on\nuser ann on\n");

        assertThatThrownBy(() -> builder().config("aclfile", file.toString()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Duplicate user 'ann'");
    }

    @Test
    void whoIsDeletedIsDisconnected() {
        try (FakeRedis redis = builder().build();
                RespClient admin = client(redis);
                RespClient ann = client(redis)) {
            admin.call("ACL", "SETUSER", "ann", "on", "nopass", "+@all", "~*");
            ann.call("AUTH", "ann", "x");
            assertThat(ann.call("ACL", "DELUSER", "ann").text()).isEqualTo("1");
            assertThatThrownBy(ann::read).isInstanceOf(UncheckedIOException.class);
            assertThat(admin.call("PING").text()).isEqualTo("PONG");
        }
    }

    @Test
    void aSubscriberIsDisconnectedWhenItsChannelIsTakenAway() {
        try (FakeRedis redis = builder().build();
                RespClient admin = client(redis);
                RespClient ann = client(redis)) {
            admin.call("ACL", "SETUSER", "ann", "on", "nopass", "+@all", "~*", "resetchannels", "&news", "&chat");
            ann.call("AUTH", "ann", "x");
            ann.call("SUBSCRIBE", "news");
            admin.call("ACL", "SETUSER", "ann", "resetchannels", "&news", "&more");
            assertThat(admin.call("PUBLISH", "news", "x").text()).isEqualTo("1");
            admin.call("ACL", "SETUSER", "ann", "resetchannels", "&chat");
            assertThat(admin.call("PUBLISH", "news", "x").text()).isEqualTo("0");
        }
    }

    @Test
    void passwordsComeFromTheSeed() {
        try (FakeRedis one = FakeRedis.builder().seed(7).build();
                FakeRedis two = FakeRedis.builder().seed(7).build();
                RespClient first = client(one);
                RespClient second = client(two)) {
            String password = first.call("ACL", "GENPASS", "20").text();
            assertThat(password)
                    .matches("[0-9a-f]{5}")
                    .isEqualTo(second.call("ACL", "GENPASS", "20").text());
        }
    }
}
