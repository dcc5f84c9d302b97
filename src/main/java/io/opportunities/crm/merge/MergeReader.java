package io.opportunities.crm.merge;

import io.opportunities.crm.merge.RecordedMergeResponse.MergedRecord;
import io.opportunities.search.PageReader;
import io.opportunities.search.RecordType;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the merges that can be undone. */
@Service
@Transactional(readOnly = true)
class MergeReader {

    private final PageReader pages;
    private final MergeRepository merges;

    MergeReader(PageReader pages, MergeRepository merges) {
        this.pages = pages;
        this.merges = merges;
    }

    Page<RecordedMergeResponse> page(MergeQuery query, PageQuery page) {
        return pages.page(RecordedMerge.class, query.conditions(), page, RecordedMerge::id)
                .map(found -> toResponses(query.recordType(), found));
    }

    private List<RecordedMergeResponse> toResponses(RecordType type, List<RecordedMerge> found) {
        Long[] ids = found.stream().flatMapToLong(merge -> LongStream.of(merge.targetId(), merge.sourceId())).distinct().boxed()
                .toArray(Long[]::new);
        Map<Long, MergedRecord> records = merges.records(type, ids);
        return found.stream().map(merge -> new RecordedMergeResponse(merge.recordType(), of(records, merge.targetId()),
                of(records, merge.sourceId()), merge.mergedAt())).toList();
    }

    private static MergedRecord of(Map<Long, MergedRecord> records, long id) {
        return records.getOrDefault(id, new MergedRecord(id, null, false));
    }
}
