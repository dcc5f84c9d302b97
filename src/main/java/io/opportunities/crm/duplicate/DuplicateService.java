package io.opportunities.crm.duplicate;

import io.opportunities.common.Text;
import io.opportunities.identity.Caller;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists groups of duplicates, and dismisses pairs. The schema counts the groups with each write of a key. */
@Service
@Transactional(readOnly = true)
class DuplicateService {

    private final JdbcTemplate database;

    DuplicateService(JdbcTemplate database) {
        this.database = database;
    }

    DuplicatePage page(DuplicateQuery query) {
        Integer pastRecords = query.past().map(DuplicateQuery.Cursor::records).orElse(null);
        String pastKey = query.past().map(DuplicateQuery.Cursor::key).orElse(null);
        List<DuplicateResponse> found = database.query(
                "select key, records, coalesce(ids, '{}') from duplicate_groups(?, ?, ?, ?, ?, ?)",
                (row, number) -> new DuplicateResponse(query.recordType().wireName(), query.by().wireName(), row.getString(1),
                        row.getInt(2),
                        List.of((Long[]) row.getArray(3).getArray())),
                Caller.current().companyId(), query.recordType().wireName(), kind(query.by()), pastRecords, pastKey, query.pageSize() + 1);
        // the search for groups stopped there
        boolean stopped = !found.isEmpty() && found.getLast().ids().isEmpty();
        if (found.size() <= query.pageSize() && !stopped) {
            return new DuplicatePage(found, null);
        }
        List<DuplicateResponse> groups = found.subList(0, Math.min(found.size() - 1, query.pageSize()));
        DuplicateResponse last = stopped ? found.getLast() : groups.getLast();
        return new DuplicatePage(groups, new DuplicateQuery.Cursor(last.count(), last.key()));
    }

    /** @throws ApiException with all violations of the request */
    @Transactional
    DismissalResponse dismiss(DismissalRequest request, Violations violations) {
        Optional<RecordType> type = type(request, violations);
        List<Long> ids = request.ids().or(List.of()).stream().distinct().toList();
        type.filter(known -> !violations.mentions("ids")).ifPresent(known -> checkIds(known, request.ids().or(List.of()), violations));
        violations.rejectIfAny();
        String name = type.orElseThrow().wireName();
        database.query("select dismiss_pairs(?, ?, ?)", row -> {}, Caller.current().companyId(), name, ids.toArray(Long[]::new));
        return new DismissalResponse(name, ids);
    }

    private static Optional<RecordType> type(DismissalRequest request, Violations violations) {
        String given = request.recordType().orNull();
        Optional<RecordType> type = Arrays.stream(RecordType.values()).filter(known -> known.wireName().equals(given)).findFirst();
        if (given != null && type.isEmpty() && !violations.mentions("recordType")) {
            violations.add("recordType", Code.NOT_ALLOWED, "must be one of %s; was %s".formatted(
                    Arrays.stream(RecordType.values()).map(RecordType::wireName).collect(Collectors.joining(", ")), Text.quote(given)));
        }
        return type;
    }

    private void checkIds(RecordType type, List<Long> ids, Violations violations) {
        Set<Long> known = new HashSet<>(database.query("select id from %s where company_id = ? and id = any (?)".formatted(type.wireName()),
                (row, number) -> row.getLong(1), Caller.current().companyId(), ids.toArray(Long[]::new)));
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i))) {
                violations.add("ids[" + i + "]", Code.UNKNOWN_REFERENCE,
                        "must be the id of %s %s; there is none %d".formatted(type == RecordType.CONTACT ? "a" : "an", type.wireName(),
                                ids.get(i)));
            }
        }
        if (known.size() < 2 && violations.isEmpty()) {
            violations.add("ids", Code.OUT_OF_RANGE, "must name at least two different records");
        }
    }

    /** Returns the place of a kind of key in the schema. */
    private static int kind(MatchBy by) {
        return by.ordinal() + 1;
    }
}
