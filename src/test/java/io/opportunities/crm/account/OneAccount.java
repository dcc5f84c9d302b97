package io.opportunities.crm.account;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.springframework.beans.factory.annotation.Autowired;

/** A company with an account, in both spellings. */
abstract class OneAccount {

    @Parameter
    String path;

    @Autowired
    Service service;

    Client company;
    TestResponse cole;
    String place;

    @BeforeEach
    void anAccount() {
        company = service.newCompany();
        cole = company.post(path, """
                {"title": "Cole Residence", "address": "520 B Benton Ave, Nashville, TN 37204", "accountType": "RESIDENTIAL"}""");
        place = path + "/" + cole.id();
    }
}
