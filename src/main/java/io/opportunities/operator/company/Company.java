package io.opportunities.operator.company;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** A tenant. This entity only creates it; the schema raises its catalog version. */
@Entity
class Company {

    @Id
    @Column(name = "company_id")
    private long id;

    private String name;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Company() {}

    Company(long id, String name, Instant now) {
        this.id = id;
        this.name = name;
        this.createdAt = now;
    }
}
