package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** A company with many opportunities, and connections for plans of its queries. */
abstract class LargeCompany {

    static final int ROWS = Integer.getInteger("rows", 60_000);
    static final int LARGE = 200_000;
    static final int CHUNK = 5_000;
    static final System.Logger LOG = System.getLogger("plans");

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner database;

    @Autowired
    DataSource connections;

    Client company;
    long companyId;

    @BeforeAll
    void aCompanyWithManyOpportunities() {
        company = service.newCompany();
        List.of("permit_number", "floors").forEach(key -> company.post("/properties", """
                {"recordType": "opportunity", "name": "%1$s", "keyName": "%1$s", "type": "%2$s"}"""
                .formatted(key, key.equals("floors") ? "NUMERIC" : "TEXT")));
        long workflow = company.post("/workflows", "{\"name\": \"Residential\", \"phases\": [{\"name\": \"Lead\"}]}").id();
        companyId = company.post("/contacts", "{\"name\": \"Ann\"}").json().get("companyId").asLong();
        stamp("disable");
        fillContacts();
        analyze();
        for (int first = 1; first <= ROWS; first += CHUNK) {
            fillOpportunities(workflow, first);
        }
        stamp("enable");
        analyze();
        company.post("/contacts", "{\"name\": \"Zelda Quincy\"}");
        for (int first = 1; first <= ROWS; first += CHUNK) {
            linkContacts(first);
        }
        analyze();
    }

    /** Forces indexes: PostgreSQL may rightly scan a table of some thousand pages, but the test checks for the existence of an index. */
    static void preferIndexes(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement setting = connection.createStatement()) {
            setting.execute("set local enable_seqscan = " + (ROWS < LARGE ? "off" : "on"));
        }
    }

    /** Enters the company as the service does, because the visible rows determine the usable indexes. */
    void enterCompany(Connection connection) throws SQLException {
        try (PreparedStatement entering = connection.prepareStatement("select current_user, enter_company(?, 0, now())")) {
            entering.setLong(1, companyId);
            ResultSet row = entering.executeQuery();
            row.next();
            assertThat(row.getString(1)).isEqualTo("opportunities_service");
        }
    }

    void analyze() {
        List.of("opportunity", "contact", "account", "record_words", "opportunity_contact")
                .forEach(table -> database.sql("analyze " + table).update());
    }

    /** Switches the triggers that set the current time and the key version of the writer. */
    void stamp(String able) {
        database.sql(
                "alter table opportunity %1$s trigger opportunity_is_stamped, %1$s trigger opportunity_notes_key_version".formatted(able))
                .update();
        database.sql("alter table contact %s trigger contact_notes_key_version".formatted(able)).update();
    }

    void fillContacts() {
        database.sql(
                """
                        insert into contact (company_id, version, name, title, emails, email_keys, phones, phone_keys, created_by_id, created_at, updated_at, key_version)
                        select :company, 0, 'Person ' || i, 'Buyer', array['person' || i || '@example.com'],
                               array['person' || i || '@example.com'], '{}', '{}', u.id, now(), now(), (select max(key_version) from company)
                          from generate_series(1, :rows / 2) as i, app_user u where u.company_id = :company
                        """)
                .param("company", companyId).param("rows", ROWS).update();
    }

    /** Inserts in chunks, because a statement may take ten seconds at most. */
    void fillOpportunities(long workflow, int first) {
        database.sql(
                """
                        insert into opportunity (company_id, version, title, description, address, city, state, zipcode, trades, phase_instances, phases_started,
                               workflow_id, value, status, is_active, primary_email, primary_phone, primary_contact_id, custom,
                               title_key, email_key, phone_key, address_key, created_by_id, created_at, updated_at, last_activity, key_version)
                        select :company, 0, 'Roof ' || i || ' of Oak', 'word' || i % 300 || ' part' || i % 211, i || ' Elm St', 'City ' || i % 500,
                               case when i % 200 = 0 then 'AK' else 'TN' end, (30000 + i % 5000)::text,
                               array['Roofing', 'Trade ' || i % 1000], '[]', 0, case when i % 10 = 0 then :workflow::bigint end, i % 10000,
                               case when i % 100 = 0 then 'ON_HOLD' else 'ACTIVE' end, i % 20 > 0, 'person' || i || '@example.com',
                               '615 555 ' || lpad(i::text, 4, '0'), c.id,
                               jsonb_build_object('permit_number', 'P' || i, 'floors', i % 10000),
                               'roof ' || i || ' of oak', 'person' || i || '@example.com', '+1615555' || lpad(i::text, 4, '0'), i || ' elm st|||',
                               u.id, timestamptz '2026-01-01Z' + i * interval '1 minute', timestamptz '2026-01-01Z' + i * interval '1 minute',
                               timestamptz '2026-01-01Z' + i * interval '1 minute', (select max(key_version) from company)
                          from generate_series(:first, :last) as i
                          join app_user u on u.company_id = :company
                          left join contact c on c.company_id = :company and i % 10 = 0 and c.name || '' = 'Person ' || i / 10 * 10
                         order by i
                        """)
                .param("company", companyId).param("first", first).param("last", Math.min(ROWS, first + CHUNK - 1))
                .param("workflow", workflow).update();
    }

    /**
     * In two parts, because a join on either of two names would compare each opportunity with each contact. An expression in place of the
     * name keeps its trigram index out of the join: a look-up there takes longer than a millisecond.
     */
    void linkContacts(int first) {
        database.sql("""
                insert into opportunity_contact (company_id, opportunity_id, contact_id, ordinal)
                select o.company_id, o.id, c.id, 1 from opportunity o
                  join contact c on c.company_id = o.company_id and c.name || '' = 'Person ' || o.number % 999 + 1
                 where o.company_id = :company and o.number between :first and :last and o.number % 3 = 0
                union all
                select o.company_id, o.id, c.id, 2 from opportunity o
                  join contact c on c.company_id = o.company_id and c.name = 'Zelda Quincy'
                 where o.company_id = :company and o.number between :first and :last and o.number % 4 = 0
                """).param("company", companyId).param("first", first).param("last", first + CHUNK - 1).update();
    }
}
