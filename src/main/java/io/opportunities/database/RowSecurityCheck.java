package io.opportunities.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says so when row-level security does not bind the service, which works all the same, and what is to be done. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RowSecurityCheck implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(RowSecurityCheck.class);

    private static final String ROLE = """
            select current_user as acting, session_user as login,
                   r.rolsuper or r.rolbypassrls or exists (
                       select from pg_class c where c.relrowsecurity and pg_has_role(r.oid, c.relowner, 'usage')) as is_free,
                   exists (select from pg_roles s where s.rolname = '%s') as has_role
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
            log.warn("Row-level security is not in force: OPPORTUNITIES_ROW_LEVEL_SECURITY is off");
            return;
        }
        Role role = database.sql(ROLE).query(Role.class).single();
        if (role.isFree) {
            log.warn(
                    "Row-level security is not in force, as the service acts as {}, whom it does not bind. Run as a superuser, and start the"
                            + " service again: {}",
                    role.acting, role.remedy());
        }
    }

    /**
     * As whom the service acts.
     *
     * @param isFree whether that role is above row-level security, or owns or may own what it guards
     * @param hasRole whether the database knows the role that it should act as
     */
    private record Role(String acting, String login, boolean isFree, boolean hasRole) {

        private String remedy() {
            String create = hasRole ? "" : "create role %s nologin; ".formatted(ServiceRole.ACTING);
            return "%sgrant %s to \"%s\"".formatted(create, ServiceRole.ACTING, login);
        }
    }
}
