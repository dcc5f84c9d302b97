package io.opportunities.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.web.openapi.DocumentController.Types;
import io.opportunities.web.openapi.ServedDocument.Format;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

@ApiTest
class ServedDocumentTests {

    @Autowired
    private ServedDocument document;

    @Test
    void theDocumentIsMadeOnceWhateverLanguageIsAskedFor() {
        MockHttpServletRequest english = new MockHttpServletRequest();
        MockHttpServletRequest french = new MockHttpServletRequest();
        french.addPreferredLocale(Locale.FRENCH);

        byte[] first = document.text(Types.ONE, Format.JSON, english);

        assertThat(document.text(Types.ONE, Format.JSON, french)).isSameAs(first);
        assertThat(document.text(Types.ALL, Format.JSON, french)).isNotEqualTo(first);
    }
}
