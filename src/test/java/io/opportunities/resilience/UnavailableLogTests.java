package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TcpProxy;
import io.opportunities.support.TcpProxy.State;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The amount of logging while the database is unavailable. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class UnavailableLogTests {

    @Autowired
    Service service;

    @ParameterizedTest
    @CsvSource({"CUT,GET,/contacts", "CUT,POST,/contacts", "CUT,PATCH,/users/1", "SILENT,GET,/contacts"})
    void anAnswerThatTheDatabaseIsAwayIsOneLine(State away, String method, String path, CapturedOutput output) throws Exception {
        Client company = service.newCompany();
        TcpProxy wire = new TcpProxy(service.database().getJdbcUrl());
        try (SecondInstance instance = SecondInstance.on(wire.url(), service.database(), "spring.datasource.hikari.maximum-pool-size=1")) {
            company.at(instance.url()).get("/roles");
            int before = output.getAll().length();

            wire.become(away);
            TestResponse answer = company.at(instance.url()).send(method, path,
                    method.equals("GET") ? null : "{\"name\": \"Dana\"}".getBytes(StandardCharsets.UTF_8),
                    Map.of("X-Request-Id", "away-" + method));

            assertThat(answer.status()).isEqualTo(503);
            // the pool logs a line for each broken connection
            List<String> lines = output.getAll().substring(before).lines().filter(line -> !line.contains("com.zaxxer.hikari")).toList();
            assertThat(lines.stream().filter(line -> line.contains("[away-" + method + "]"))).singleElement().asString()
                    .contains("Answered that the service is unavailable: ", " 08");
            assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by"));
            // an instance that ends writes what it has buffered, and would wait for the database
            wire.become(State.WHOLE);
        } finally {
            wire.close();
        }
    }
}
