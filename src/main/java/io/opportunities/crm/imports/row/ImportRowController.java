package io.opportunities.crm.imports.row;

import io.opportunities.search.page.PageResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/imports")
@Tag(name = "Imports")
class ImportRowController {

    private final ImportRowReader rows;

    ImportRowController(ImportRowReader rows) {
        this.rows = rows;
    }

    @GetMapping("/{id}/rows")
    @Operation(summary = "List what became of the rows, or would by the plan; with Accept: text/csv all of them, as a file")
    @ApiResponse(content = {
            @Content(mediaType = "application/json", array = @ArraySchema(schema = @Schema(implementation = ImportRowResponse.class))),
            @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class))})
    ResponseEntity<List<ImportRowResponse>> rows(@PathVariable long id, RowQuery query) {
        return PageResponse.of(rows.page(id, query), query.page());
    }

    @GetMapping(path = "/{id}/rows", produces = "text/csv")
    @Operation(hidden = true)
    RowsFile rowsFile(@PathVariable long id, RowQuery query) {
        return RowsFile.of(page -> rows.page(id, new RowQuery(query.outcome(), page)));
    }
}
