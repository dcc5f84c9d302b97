package io.opportunities.identity.user;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A company with an admin and a member. */
abstract class CompanyWithAMember {

    @Autowired
    Service service;

    Client admin;
    long adminId;
    String email;
    TestResponse made;
    String path;

    @BeforeEach
    void aCompanyWithAMember() {
        admin = service.newCompany();
        adminId = admin.get("/users").json().get(0).get("id").asLong();
        email = UUID.randomUUID() + "@example.com";
        made = admin.post("/users", """
                {"email": "%s", "firstName": "Sam", "phone": "1", "password": "correct horse"}""".formatted(email));
        path = "/users/" + made.id();
    }
}
