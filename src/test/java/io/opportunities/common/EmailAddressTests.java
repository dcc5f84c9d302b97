package io.opportunities.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailAddressTests {

    @ParameterizedTest
    @CsvSource({"Jo@Example.COM,jo@example.com", "jo@BÜCHER.example,jo@xn--bcher-kva.example", "' jo@example.com ',jo@example.com",
            "jo@faß.example,jo@xn--fa-hia.example"})
    void theKeyIsFoldedAndItsDomainAscii(String written, String key) {
        assertThat(EmailAddress.key(written)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"jo+a@example.com,jo@example.com", "j.o@example.com,jo@example.com"})
    void tagsAndDotsCount(String one, String other) {
        assertThat(EmailAddress.key(one)).isNotEqualTo(EmailAddress.key(other));
    }
}
