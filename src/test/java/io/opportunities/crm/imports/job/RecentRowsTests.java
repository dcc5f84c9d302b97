package io.opportunities.crm.imports.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.imports.file.Place;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentRowsTests {

    /** A row of 60 bytes takes about 900 in memory. */
    @ParameterizedTest
    @CsvSource({"60, 2500", "1000, 500", "100000, 6"})
    void memoryIsBoundedForSmallAndForLargeRows(long size, long most) {
        RecentRows rows = new RecentRows();
        LongStream.range(0, 20_000).forEach(line -> rows.add(row(line, size)));

        assertThat(LongStream.range(0, 20_000).filter(line -> rows.find(row(line, size).start()).isPresent()).count())
                .isBetween(most / 3, most);
    }

    @Test
    void rowIsFoundByItsPlace() {
        RecentRows rows = new RecentRows();
        rows.add(row(7, 60));

        assertThat(rows.find(row(7, 60).start())).contains(row(7, 60));
        assertThat(rows.find(row(8, 60).start())).isEmpty();
    }

    private static ImportItem row(long line, long size) {
        return new ImportItem(new Place(line * size, line), new Place((line + 1) * size, line + 1), null, List.of());
    }
}
