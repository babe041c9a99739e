package io.rqkit.core;

import io.rqkit.core.internal.settings.SettingsFiles;
import io.rqkit.core.internal.settings.SettingsReader;
import io.rqkit.core.internal.settings.Sockets;
import io.rqkit.core.internal.settings.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Which Redis to use, as operators write it: a URL, a settings file with RQ's keys, or the environment. Everything is
 * validated when it is read, with messages that name the key; nothing here prints a password.
 *
 * <pre>{@code
 * UnifiedJedis redis = Connections.fromSettings(Settings.fromFile(Path.of("rq.yml")));
 * }</pre>
 *
 * <p>Keys, from RQ's command line: {@code REDIS_URL}, or {@code SENTINEL}, or else {@code REDIS_HOST}, {@code REDIS_PORT},
 * {@code REDIS_DB}, {@code REDIS_PASSWORD}, {@code REDIS_SSL}, {@code REDIS_SSL_CA_CERTS}, {@code REDIS_SSL_CA_DATA},
 * {@code REDIS_SSL_CERT_REQS}, {@code REDIS_SSL_KEYFILE}, {@code REDIS_SSL_CERTFILE}; for a worker also {@code QUEUES} and
 * {@code NAME}. {@code SENTINEL} is a map with {@code INSTANCES}, {@code MASTER_NAME}, {@code DB}, {@code USERNAME}, {@code
 * PASSWORD}, {@code SOCKET_TIMEOUT}, {@code SSL}, {@code CONNECTION_KWARGS} and {@code SENTINEL_KWARGS}, whose options have
 * redis-py's names. Where there are only texts, a map is JSON, or its keys are written as {@code SENTINEL.MASTER_NAME}.
 *
 * <p>No message, {@code toString} or log holds a password or a part of a URL that may be one. {@code DICT_CONFIG}, which
 * configures Python logging, is accepted and has no effect.
 *
 * <p>Immutable. Follows RQ 2.10: the password goes to the master alone; the sentinels' own stands in {@code
 * SENTINEL_KWARGS}.
 */
public final class Settings {
    private final Target target;
    private final List<String> queues;
    private final @Nullable String name;
    private final String source;

    private Settings(Target target, List<String> queues, @Nullable String name, String source) {
        this.target = target;
        this.queues = List.copyOf(queues);
        this.name = name;
        this.source = source;
    }

    private static Settings of(SettingsReader reader, String source) {
        return new Settings(reader.target(), reader.queues(), reader.name(), source);
    }

    /**
     * Reads a URL: {@code redis://user:password@host:port/db}, {@code rediss://…} for TLS, {@code unix:///path?db=0}; options
     * of redis-py follow as a query.
     *
     * @throws SettingsException when it is none
     */
    public static Settings fromUrl(String url) {
        return of(SettingsReader.ofUrl(url, "the URL"), "the URL");
    }

    /**
     * Reads a settings file: {@code .properties}, {@code .yml}, {@code .yaml} or {@code .json}. YAML needs
     * jackson-dataformat-yaml on the class path.
     *
     * @throws SettingsException when it can't be read, holds a key that is none, or a value that does not fit
     */
    public static Settings fromFile(Path file) {
        String source = file.toString();
        return of(SettingsReader.ofFile(SettingsFiles.read(file), source), source);
    }

    /** Reads settings from this process's environment; see {@link #resolve}. */
    public static Settings fromEnvironment() {
        return resolve(null, null, System.getenv());
    }

    /**
     * Reads settings as RQ's command line does: a URL, or the environment's {@code RQ_REDIS_URL}, beats a file, or the one
     * that {@code RQ_CONFIG} names; both beat the environment's plain keys. Without any, it is database 0 of localhost:6379.
     *
     * @param url what {@code --url} says, or null
     * @param file what {@code --config} says, or null
     * @param environment the environment; other keys than those of settings are left alone
     * @throws SettingsException when a value does not fit; {@code QUEUES} and {@code NAME} of a file that is named count even
     *     when a URL says where Redis is
     */
    public static Settings resolve(@Nullable String url, @Nullable Path file, Map<String, String> environment) {
        String fromEnvironment = environment.getOrDefault("RQ_CONFIG", "");
        Path named = file != null || fromEnvironment.isEmpty() ? file : Path.of(fromEnvironment);
        boolean explicit = url != null && !url.isEmpty();
        String found = url != null && !url.isEmpty() ? url : environment.getOrDefault("RQ_REDIS_URL", "");
        if (!found.isEmpty()) {
            String key = explicit ? "--url" : "RQ_REDIS_URL";
            SettingsReader byUrl = SettingsReader.ofUrl(found, key);
            SettingsReader rest = named == null
                    ? SettingsReader.ofEnvironment(environment)
                    : SettingsReader.ofFile(SettingsFiles.read(named), named.toString());
            return new Settings(byUrl.target(), rest.queues(), rest.name(), key);
        }
        return named == null ? of(SettingsReader.ofEnvironment(environment), "the environment") : fromFile(named);
    }

    /** Returns the queues that a worker serves when its arguments name none; {@code default} when nothing does. */
    public List<String> queues() {
        return queues;
    }

    /** Returns the worker's name, or null to make one up. */
    public @Nullable String name() {
        return name;
    }

    /** Says whether sentinels are asked where the master is. */
    public boolean usesSentinel() {
        return target instanceof Target.SentinelMaster;
    }

    /** Says whether Redis is spoken to over TLS. */
    public boolean usesTls() {
        return target.options().tls() != null;
    }

    /** Returns where these settings were read. */
    public String source() {
        return source;
    }

    /** Makes a new client, which the caller closes. */
    UnifiedJedis connect(Sockets sockets) {
        return target.connect(sockets);
    }

    /** Returns which Redis is meant, without secrets. */
    @Override
    public String toString() {
        return target.toString();
    }
}
