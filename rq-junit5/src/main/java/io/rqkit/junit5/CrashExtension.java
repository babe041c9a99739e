package io.rqkit.junit5;

import io.rqkit.core.Connections;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.crash.CrashPlan;
import io.rqkit.fakeredis.crash.CrashReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Gives the plan to a test and runs it afterwards. */
final class CrashExtension implements ParameterResolver, AfterTestExecutionCallback {
    private static final Namespace NAMESPACE = Namespace.create(CrashExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CrashPlan.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestScope scope = Scopes.current(context);
        if (scope == null || scope.server().fake().isEmpty()) {
            throw new TestAbortedException("@CrashEverywhere cuts connections, which can be done on the fake only");
        }
        Plan plan = new Plan(scope.server(), scope.server().fake().get());
        context.getStore(NAMESPACE).put(Plan.class, plan);
        return plan;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Plan plan = context.getStore(NAMESPACE).get(Plan.class, Plan.class);
        if (plan != null && context.getExecutionException().isEmpty()) {
            CrashReport report = plan.report == null ? plan.run() : plan.report;
            System.out.println(context.getDisplayName() + System.lineSeparator() + report);
            context.publishReportEntry("rq.crashes", report.toString());
            report.requireNoneBroken();
        }
    }

    /** A plan whose parts have a connection of their own. */
    private static final class Plan implements CrashPlan {
        private final Server server;
        private final CrashPlan plan;
        private @Nullable CrashReport report;

        Plan(Server server, FakeRedis redis) {
            this.server = server;
            this.plan = redis.crashEverywhere();
        }

        @Override
        public CrashPlan scenario(Action action) {
            plan.scenario(connected(action));
            return this;
        }

        @Override
        public CrashPlan recover(Action action) {
            plan.recover(connected(action));
            return this;
        }

        @Override
        public CrashPlan check(Action action) {
            plan.check(connected(action));
            return this;
        }

        @Override
        public CrashReport run() {
            CrashReport made = plan.run();
            report = made;
            return made;
        }

        private Action connected(Action action) {
            return () -> {
                // a pool, since the scenario may have threads; none of its connections outlives the crash
                var pool = new PooledConnectionProvider(new ConnectionFactory(server.sockets(), server.config()));
                try (UnifiedJedis own = server.timed(
                                RedisClient.builder().connectionProvider(pool).build());
                        var pushed = Connections.with(own)) {
                    action.run();
                }
            };
        }
    }
}
