package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** Records of 400 KB, of which two fit into a response. */
abstract class LargeRecords {

    static final int RECORDS = 5;
    static final int MAX_BYTES = 1_100_000;

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner owner;

    Client company;
    Client longTexts;
    long first;

    @BeforeAll
    void fill() {
        longTexts = companyOfLongTexts();
        company = service.newCompany();
        for (String type : List.of("opportunity", "account")) {
            company.post("/properties", """
                    {"recordType": "%s", "name": "Notes", "type": "TEXT", "isMultiple": true}""".formatted(type));
            for (int i = 0; i < RECORDS; i++) {
                TestResponse made = company.post(type.equals("account") ? "/accounts" : "/opportunities", record(i, notes(40, i)));
                assertThat(made.status()).isEqualTo(201);
                first = i == 0 && type.equals("opportunity") ? made.id() : first;
            }
        }
        for (int i = 0; i < RECORDS - 1; i++) {
            company.patch("/opportunities/" + first, "{\"custom\": {\"notes\": %s}}".formatted(notes(20, i + 10)));
        }
    }

    /** Creates 100 accounts and as many contacts, all linked, and 30 teams of the same 100 users. Each text has its maximum length. */
    Client companyOfLongTexts() {
        Client made = service.newCompany();
        long team = made.post("/teams", "{\"name\": \"Team 0\"}").id();
        long id = owner.sql("select company_id from team where id = ?").param(team).query(Long.class).single();
        fill(id, """
                insert into app_user (company_id, version, email, email_key, first_name, last_name, role, is_active, created_at, updated_at)
                select :id, 0, n || repeat('e', 240), n || repeat('e', 240), repeat('f', 255), repeat('l', 255), 'MEMBER', true, now(), now()
                  from generate_series(1, 100) n""");
        fill(id, """
                insert into team (company_id, version, name, created_at, updated_at)
                select :id, 0, 'Team ' || n, now(), now() from generate_series(1, 29) n""");
        fill(id, """
                insert into team_member (company_id, team_id, user_id, ordinal, is_team_lead)
                select :id, t.id, u.id, u.place, false
                  from team t, (select id, row_number() over (order by id) as place from app_user
                                 where company_id = :id and role = 'MEMBER') as u
                 where t.company_id = :id""");
        fill(id, """
                insert into contact (company_id, version, name, emails, email_keys, phones, phone_keys, created_by_id, created_at, updated_at)
                select :id, 0, 'Contact ' || n, e.all, e.all, '{}', '{}', (select min(id) from app_user where company_id = :id), now(), now()
                  from generate_series(1, 100) n,
                       lateral (select array_agg(n || '-' || i || repeat('e', 240)) as all from generate_series(1, 50) i) as e""");
        fill(id, """
                insert into account (company_id, version, title, address, custom, is_active, created_by_id, created_at, updated_at)
                select :id, 0, n || repeat('t', 250), '1 Oak St', '{}', true, (select min(id) from app_user where company_id = :id),
                       now(), now()
                  from generate_series(1, 100) n""");
        fill(id, """
                insert into account_contact (company_id, account_id, contact_id)
                select :id, a.id, c.id from account a, contact c where a.company_id = :id and c.company_id = :id""");
        return made;
    }

    void fill(long id, String insert) {
        owner.sql(insert).param("id", id).update();
    }

    /** Returns notes of ten thousand characters each. */
    static String notes(int items, int seed) {
        return IntStream.range(0, items).mapToObj(i -> "\"%s%d-%d\"".formatted("x".repeat(9_990), seed, i))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String record(int number, String notes) {
        return """
                {"title": "Large %d", "address": "%d Oak St", "custom": {"notes": %s}, "trades": ["Roofing"]}""".formatted(number,
                number + 1, notes);
    }
}
