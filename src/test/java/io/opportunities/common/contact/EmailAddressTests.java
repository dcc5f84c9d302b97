package io.opportunities.common.contact;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    private static final Validator VALIDATOR = VALIDATORS.getValidator();

    @AfterAll
    static void close() {
        VALIDATORS.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jo@example.com", "jo+tag@example.com", "o'brien@sub.example.co.uk", "jo@bücher.example", "用户@例子.公司",
            "δοκιμή@παράδειγμα.δοκιμή", "jo@xn--bcher-kva.example", "\"jo smith\"@example.com", "jo@localhost",
            "jo@example.a-tld-of-tomorrow"})
    void addressesAreAcceptedInEveryScriptAndUnderEveryTopLevelDomain(String address) {
        assertThat(EmailAddress.isValid(address, VALIDATOR)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "a@", "@x.de", "a@@b.de", "a@b..c", "a b@c.de", "a@-x.de", "a@x-.de", "a@.de", "a@b.de.",
            "a.@b.de",
            ".a@b.de", "a..b@c.de", "a@b,de", "a;b@c.de", "a@b.de\n", "a@b.de, c@d.de", "Jo <jo@example.com>", "mailto:jo@example.com"})
    void nonsenseIsRefused(String text) {
        assertThat(EmailAddress.isValid(text, VALIDATOR)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Jo@Example.COM,jo@example.com", "jo@BÜCHER.example,jo@xn--bcher-kva.example", "' jo@example.com ',jo@example.com",
            "jo@faß.example,jo@xn--fa-hia.example", "jo@XN--BCHER-KVA.example,jo@xn--bcher-kva.example",
            "用户@例子。公司,用户@xn--fsqu00a.xn--55qx5d",
            "ＪＯ@ＥＸＡＭＰＬＥ.com,ｊｏ@example.com", "dana²@example.com,dana²@example.com", "JOSE\u0301@example.com,jos\u00e9@example.com",
            "Straße@example.com,straße@example.com"})
    void theKeyIsFoldedAndItsDomainAscii(String written, String key) {
        assertThat(EmailAddress.key(written)).isEqualTo(key);
    }

    /** Longer labels than ICU accepts: as written, after folding, and already in ASCII. */
    @ParameterizedTest
    @CsvSource({"ü,1001", "ﷺ,200", "xn--a,600", "x,5000", "ü.,5000"})
    void aTextThatIsTooLongForADomainHasAShortKeyAsWell(String part, int times) {
        String text = "a@" + part.repeat(times);

        assertThat(EmailAddress.key(text)).hasSizeLessThanOrEqualTo(300).isEqualTo(EmailAddress.key(text.toUpperCase(Locale.ROOT)))
                .isNotEqualTo(EmailAddress.key("b" + text));
    }

    @Test
    void aTextOfOver254CharactersOrWithNulIsNoUsersEmail() {
        String longest = "a".repeat(242) + "@example.com";

        assertThat(EmailAddress.possibleUserKey(longest)).contains(longest);
        assertThat(EmailAddress.possibleUserKey("a" + longest)).isEmpty();
        assertThat(EmailAddress.possibleUserKey("a\0@example.com")).isEmpty();
    }

    @Test
    void aUserLogsInByAKeyThatIsFoldedFurther() {
        assertThat(EmailAddress.userKey("Große@example.com")).isEqualTo("grosse@example.com");
        assertThat(EmailAddress.key("Gro\u00adße@example.com")).isEqualTo("große@example.com");
    }

    @ParameterizedTest
    @CsvSource({"jo+a@example.com,jo@example.com", "j.o@example.com,jo@example.com"})
    void tagsAndDotsCount(String one, String other) {
        assertThat(EmailAddress.key(one)).isNotEqualTo(EmailAddress.key(other));
    }
}
