package io.opportunities;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.operator.company.FirstCompany;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The served document, read by the linters, generators and the proxy of other people; needs npm. */
@ApiTest
class ToolTests {

    @Autowired
    private Service service;

    @Autowired
    private ApplicationContext application;

    @Test
    void theDocumentPassesLintersCompilesInTypeScriptAndHoldsInAProxy() throws Exception {
        Client company = FirstCompany.create(application, service.url());
        Path output = Path.of("target", "clients", "check.log");

        Process check = new ProcessBuilder(List.of("src/clients/check.sh", company.url(), String.valueOf(company.key())))
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = check.waitFor(20, TimeUnit.MINUTES);
        check.destroy();

        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(check.exitValue()).as(Files.readString(output)).isZero();
    }
}
