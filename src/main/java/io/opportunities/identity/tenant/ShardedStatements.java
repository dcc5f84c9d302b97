package io.opportunities.identity.tenant;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Writes the company of the transaction into its statements, where the companies are on several nodes of Citus. It chooses the node by a
 * constant or parameter, and evaluates no function for it. A view of searches is restricted to the company as a whole.
 */
final class ShardedStatements implements BeanPostProcessor {

    private static final String COMPANY = "current_company()";
    private static final Pattern VIEW = Pattern
            .compile("\\b(searched_(?:words|contact|opportunity|account)) (?!where\\b)([a-z][a-z0-9_]*)\\b");

    private final boolean sharded;

    ShardedStatements(boolean sharded) {
        this.sharded = sharded;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return sharded && bean instanceof DataSource database ? new Connections(database) : bean;
    }

    static String ofCompany(String statement) {
        if (!statement.contains(COMPANY) && !statement.contains("searched_")) {
            return statement;
        }
        return CurrentCompany.current().map(entered -> {
            String company = Long.toString(entered.companyId());
            return VIEW.matcher(statement.replace(COMPANY, company + " "))
                    .replaceAll("(select * from $1 where company_id = %s) $2".formatted(company));
        }).orElse(statement);
    }

    private static final class Connections extends DelegatingDataSource {

        Connections(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return withCompany(super.getConnection());
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return withCompany(super.getConnection(username, password));
        }

        private static Connection withCompany(Connection connection) {
            return (Connection) Proxy.newProxyInstance(Connections.class.getClassLoader(), new Class<?>[]{Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().startsWith("prepare") && arguments != null) {
                            arguments[0] = ofCompany((String) arguments[0]);
                        }
                        return call(connection, method, arguments);
                    });
        }

        private static Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }
    }
}
