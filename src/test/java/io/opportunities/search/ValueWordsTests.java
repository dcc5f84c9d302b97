package io.opportunities.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.DatabaseOwner;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The words of values in the index of documents keep the order of numbers, and ranges of them lose none. */
@ApiTest
class ValueWordsTests {

    private static final long SEED = System.nanoTime();

    @Autowired
    private DatabaseOwner database;

    @Test
    void digitsOfNumbersAreInTheirOrder() {
        Random random = new Random(SEED);
        List<BigDecimal> numbers = Stream.concat(
                Stream.of("-1E+40", "0", "0.0", "-0.1", "0.1", "999999999999999", "-999999999999999.999999999999999", "1E+40")
                        .map(BigDecimal::new),
                Stream.generate(() -> BigDecimal.valueOf(random.nextLong(-999, 1000), random.nextInt(-12, 15))).limit(2000))
                .sorted().toList();

        List<String> digits = database
                .sql("select number_digits(number) from unnest(?::numeric[]) with ordinality as given(number, place) order by place")
                .param(numbers.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(",", "{", "}"))).query(String.class)
                .stream()
                .map(Objects::requireNonNull).toList();

        assertThat(digits).as("seed %d", SEED).isSorted().allMatch(word -> word.matches("\\d{16}"));
        assertThat(digits.stream().distinct().count()).isEqualTo(numbers.stream().map(BigDecimal::stripTrailingZeros).distinct().count());
    }

    @ParameterizedTest
    @CsvSource({"0000, 9999", "0250, 0399", "0000, 0000", "1999, 2000", "0001, 9998", "4242, 4242", "1000, 1999", "0099, 0100"})
    void aRangeHasExactlyItsDigits(String lowest, String highest) {
        List<String> beginnings = database.sql("select unnest(digits_between(?, ?))").params(lowest, highest).query(String.class).stream()
                .map(Objects::requireNonNull).toList();

        assertThat(IntStream.range(0, 10_000).mapToObj("%04d"::formatted)
                .filter(digits -> beginnings.stream().filter(digits::startsWith).count() == 1)).containsExactlyElementsOf(
                        IntStream.rangeClosed(Integer.parseInt(lowest), Integer.parseInt(highest)).mapToObj("%04d"::formatted).toList());
        assertThat(beginnings).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(64);
    }

    /** A document has room for 2,500 values; a record with more is compared at each search. */
    @Test
    void aRecordWithVeryManyValuesIsFoundByAny() {
        String members = IntStream.range(0, 3000).mapToObj("\"k%d\": \"x\""::formatted).toList().toString().replace('[', '{').replace(']',
                '}');

        assertThat(database.sql("select array_to_tsvector(value_words(1, ?::jsonb, '{}')) @@ any_value_word(array['=1:k2999:y'], '')")
                .param(members)
                .query(Boolean.class).single()).isTrue();
    }
}
