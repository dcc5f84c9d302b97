package io.opportunities.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Logs a warning with a remedy if row-level security does not bind the service, which works all the same. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RowSecurityCheck implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RowSecurityCheck.class);

    private static final String ROLE = """
            select current_user as acting, session_user as login,
                   r.rolsuper or r.rolbypassrls or exists (
                       select from pg_class c where c.relrowsecurity and pg_has_role(r.oid, c.relowner, 'usage')) as is_free,
                   exists (select 1 from pg_roles s where s.rolname = '%s') as has_role
              from pg_roles r where r.rolname = current_user
            """.formatted(ServiceRole.ACTING);

    private final JdbcClient database;
    private final RowSecuritySettings settings;

    RowSecurityCheck(JdbcClient database, RowSecuritySettings settings) {
        this.database = database;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!settings.rowLevelSecurity()) {
            LOG.warn("Row-level security is not in force: OPPORTUNITIES_ROW_LEVEL_SECURITY is off");
            return;
        }
        Role role = database.sql(ROLE).query(Role.class).single();
        if (role.isFree) {
            LOG.warn(
                    "Row-level security is not in force, as the service acts as {}, whom it does not bind. Run as a superuser, and start the"
                            + " service again: {}",
                    role.acting, role.remedy());
        }
    }

    /**
     * The role of the service.
     *
     * @param isFree whether that role bypasses row-level security, or owns or may own the protected tables
     * @param hasRole whether the database has the role that the service should use
     */
    private record Role(String acting, String login, boolean isFree, boolean hasRole) {

        private String remedy() {
            String create = hasRole ? "" : "create role %s nologin; ".formatted(ServiceRole.ACTING);
            return "%sgrant %s to \"%s\"".formatted(create, ServiceRole.ACTING, login);
        }
    }
}
