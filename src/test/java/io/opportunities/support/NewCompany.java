package io.opportunities.support;

import io.opportunities.database.CitusDatabase;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Creates a company for each parameter of type {@link Client}, of a constructor or a test, which gets the key of its admin. */
public final class NewCompany implements ParameterResolver {

    static {
        CitusDatabase.announce();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Client.class;
    }

    @Override
    public Client resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return SpringExtension.getApplicationContext(test).getBean(Service.class).newCompany();
    }
}
