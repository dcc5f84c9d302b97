package io.opportunities.web.console;

import io.opportunities.support.Service;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Opens a console for each parameter, and closes it after the test. */
final class ConsoleExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ConsoleExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Console.class;
    }

    @Override
    public Console resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Console console = Console.of(SpringExtension.getApplicationContext(test).getBean(Service.class).newCompany());
        test.getStore(NAMESPACE).put(console, console);
        return console;
    }
}
