package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.AnnotationSupport;

/** Lists the servers of {@link EachServer}. */
final class ServerChoices implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        EachServer wanted = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), EachServer.class)
                .orElseThrow();
        List<ServerChoice> choices = new ArrayList<>();
        for (int resp : wanted.resp()) {
            choices.add(new ServerChoice("fake over TCP", resp, () -> TestedServer.fake(false)));
            if (wanted.inProcess()) {
                choices.add(new ServerChoice("fake in-process", resp, () -> TestedServer.fake(true)));
            }
            choices.add(new ServerChoice(
                    "real", resp, () -> TestedServer.real(RealRedisExtension.start(context.getRoot()))));
        }
        return choices.stream().map(Arguments::of);
    }
}
