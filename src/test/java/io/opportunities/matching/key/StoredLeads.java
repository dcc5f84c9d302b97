package io.opportunities.matching.key;

import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A company whose stored match keys can be those of other rules. */
abstract class StoredLeads {

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner owner;

    Client company;
    long companyId;

    @BeforeEach
    void aCompany() {
        company = service.newCompany();
        companyId = company.post("/contacts", "{\"name\": \"First\"}").json().get("companyId").asLong();
    }

    void makeWrong() {
        for (String kind : List.of("opportunity", "account")) {
            owner.sql("update " + kind + " set title_key = 'wrong', email_key = 'wrong', phone_key = 'wrong', address_key = 'wrong',"
                    + " key_version = case when id % 2 = 0 then 1 else 2147483647 end where company_id = ?").param(companyId).update();
        }
        owner.sql("""
                update contact set email_keys = array_fill('wrong'::varchar, array[cardinality(emails)]),
                                   phone_keys = array_fill('wrong'::varchar, array[cardinality(phones)]), key_version = 1
                 where company_id = ?""").param(companyId).update();
    }

    List<String> keys() {
        return owner
                .sql("""
                        select concat_ws('|', 'opportunity', id, title_key, email_key, phone_key, address_key) from opportunity where company_id = :id
                        union all select concat_ws('|', 'account', id, title_key, email_key, phone_key, address_key) from account where company_id = :id
                        union all select concat_ws('|', 'contact', id, email_keys, phone_keys) from contact where company_id = :id
                        order by 1""")
                .param("id", companyId).query((row, number) -> row.getString(1)).list();
    }

    static String lead(String title, int number) {
        return """
                {"title": "%1$s %2$d", "address": ["%2$d Elm Street, Nashville, TN 37204"], "trades": ["Roofing"],
                 "primaryEmail": "Lead%2$d@Example.com", "primaryPhone": "(615) 555-1%2$03d"}""".formatted(title, number);
    }

    static String number(String phone) {
        return """
                {"title": "Ring %s", "address": ["1 Elm Street, Nashville, TN 37204"], "trades": ["Roofing"],
                 "primaryPhone": "%s"}""".formatted(phone, phone);
    }
}
