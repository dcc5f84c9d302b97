package io.opportunities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Two replicas whose clocks are 20 seconds apart, and a company that calls both. */
abstract class TwoClocks {

    static SecondInstance ahead;

    @Autowired
    Service service;

    Client company;
    Client other;

    @BeforeAll
    static void startAReplicaWhoseClockIsAhead(@Autowired Service service) {
        ahead = SecondInstance.ahead(service, Duration.ofSeconds(20));
    }

    @AfterAll
    static void stopIt() {
        ahead.close();
    }

    @BeforeEach
    void aCompany() {
        company = service.newCompany();
        other = company.at(ahead.url());
    }

    static String until(TestResponse answer) {
        assertThat(answer.header("X-Sync-Until")).as(answer.body()).isNotNull();
        return String.valueOf(answer.header("X-Sync-Until"));
    }

    static List<Long> ids(TestResponse list) {
        return list.json().valueStream().map(record -> record.get("id").asLong()).toList();
    }

    static String body(String member, String text, String... more) {
        String rest = String.join(", ", Stream.concat(Stream.of("\"%s\": \"%s\"".formatted(member, text)), Stream.of(more)).toList());
        return member.equals("name")
                ? "{%s}".formatted(rest)
                : "{%s, \"address\": [\"1 Oak St\"], \"trades\": [\"Roofing\"]}".formatted(rest);
    }
}
