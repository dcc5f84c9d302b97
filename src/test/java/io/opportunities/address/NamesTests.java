package io.opportunities.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTests {

    @Test
    void findsEveryNameByItsNumberAndNoOther() {
        List<String> words = IntStream.range(0, 5000).mapToObj(number -> "NAME" + number).toList();

        Names names = new Names(words);

        assertThat(words).allSatisfy(word -> assertThat(names.find(word)).isEqualTo(words.indexOf(word)));
        assertThat(names.find("NAME5000")).isEqualTo(-1);
        assertThat(names.find("")).isEqualTo(-1);
    }

    @Test
    void namesOfOneHashAreDistinct() {
        Names names = new Names(List.of("AaAa", "BBBB", "AaBB"));

        assertThat(names.find("AaBB")).isEqualTo(2);
        assertThat(names.find("BBAa")).isEqualTo(-1);
    }

    @Test
    void noNamesAreFoundAmongNone() {
        assertThat(new Names(List.of()).find("A")).isEqualTo(-1);
    }

}
