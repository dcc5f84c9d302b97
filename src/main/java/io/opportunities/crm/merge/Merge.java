package io.opportunities.crm.merge;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A merge to do or to undo.
 *
 * @param sent ids of the sources as sent, in order; an id may stand there twice
 * @param members the id of the record that gives a member its value, by the name of the member
 */
public record Merge(List<Long> sent, Map<String, Long> members) {

    static final int MAX_SOURCES = 100;

    /** Returns different ids, in order. */
    List<Long> sources() {
        return sent.stream().distinct().toList();
    }

    /** Returns the place of a source in the request. */
    String field(long source) {
        return "sources[%d]".formatted(sent.indexOf(source));
    }

    /** Returns the ids of all records, the target first. */
    Long[] all(long target) {
        return LongStream.concat(LongStream.of(target), sources().stream().mapToLong(Long::longValue)).boxed().toArray(Long[]::new);
    }
}
