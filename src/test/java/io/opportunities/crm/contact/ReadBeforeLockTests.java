package io.opportunities.crm.contact;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.opportunities.identity.Caller;
import io.opportunities.matching.MatchLock;
import io.opportunities.support.ApiTest;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ApiTest
class ReadBeforeLockTests {

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    @Autowired
    private ContactRepository contacts;

    @Autowired
    private MatchLock locks;

    @Autowired
    private PlatformTransactionManager transactions;

    private long contact;
    private Caller caller;

    @BeforeEach
    void aContact() {
        contact = service.newCompany().post("/contacts", "{\"name\": \"Dana\"}").id();
        caller = owner.sql("select company_id, created_by_id from contact where id = :id").param("id", contact)
                .query((row, number) -> Caller.service(row.getLong(1), row.getLong(2))).single();
    }

    @Test
    void aMatchLockIsRefusedToATransactionThatHasReadARecord() {
        assertThatIllegalStateException().isThrownBy(() -> inTransaction(() -> {
            contacts.findById(contact);
            locks.acquire(List.of("primaryEmail:dana@example.com"));
        })).withMessageContaining("before its match lock");
    }

    @Test
    void whatContactsSupplyMayBeReadBeforeALock() {
        assertThatCode(() -> inTransaction(() -> {
            contacts.firsts(List.of(contact));
            locks.acquire(List.of("primaryEmail:dana@example.com"));
            contacts.findById(contact);
        })).doesNotThrowAnyException();
    }

    private void inTransaction(Runnable steps) {
        caller.run(() -> {
            new TransactionTemplate(transactions).executeWithoutResult(begun -> steps.run());
            return true;
        });
    }
}
