package io.opportunities.crm.imports.upload;

import io.opportunities.identity.Caller;
import io.opportunities.web.error.ApiException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores the pieces of files. Each call is a short transaction of the caller's company. */
@Component
@Transactional
class FileStore {

    static final int PIECE = 256 * 1024;

    /** All files of a company may have so many times the size of the largest one. */
    private static final int MAX_FILES = 20;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final ImportSettings settings;
    private final InstantSource time;

    FileStore(JdbcClient database, JdbcTemplate batches, ImportSettings settings, InstantSource time) {
        this.database = database;
        this.batches = batches;
        this.settings = settings;
        this.time = time;
    }

    /** @throws ApiException 409 if the files of the company take all of their room */
    long begin() {
        long stored = database.sql("select coalesce(sum(size), 0) from import_file where company_id = ?").param(company())
                .query(Long.class).single();
        if (stored / MAX_FILES >= settings.maxImportSize()) {
            throw ApiException.conflict("the imports of the company have %d bytes, which is all of their room; old ones expire after %s"
                    .formatted(stored, settings.importRetention()));
        }
        return database.sql("insert into import_file (company_id, size, created_at) values (?, 0, ?) returning id")
                .params(company(), Timestamp.from(time.instant())).query(Long.class).single();
    }

    /** @param first the position of the first piece */
    void add(long file, int first, List<byte[]> pieces) {
        long size = pieces.stream().mapToLong(piece -> piece.length).sum();
        batches.batchUpdate("insert into import_piece (company_id, file_id, position, bytes) values (?, ?, ?, ?)", pieces, pieces.size(),
                (row, piece) -> {
                    row.setLong(1, company());
                    row.setLong(2, file);
                    row.setInt(3, first + pieces.indexOf(piece));
                    row.setBytes(4, piece);
                });
        database.sql("update import_file set size = size + ? where company_id = ? and id = ?").params(size, company(), file).update();
    }

    void end(long file, byte[] digest) {
        database.sql("update import_file set digest = ? where company_id = ? and id = ?").params(digest, company(), file).update();
    }

    void remove(long file) {
        database.sql("delete from import_file where company_id = ? and id = ?").params(company(), file).update();
    }

    void removeUnused(long file) {
        database.sql(
                """
                        delete from import_file f
                         where f.company_id = ? and f.id = ? and not exists (select 1 from import i where i.company_id = f.company_id and i.file_id = f.id)
                        """)
                .params(company(), file).update();
    }

    @Transactional(readOnly = true)
    Optional<byte[]> piece(long file, int position) {
        return database.sql("select bytes from import_piece where company_id = ? and file_id = ? and position = ?")
                .params(company(), file, position).query(byte[].class).optional();
    }

    private static long company() {
        return Caller.current().companyId();
    }
}
