package io.opportunities.crm.imports;

import io.opportunities.crm.imports.upload.UploadedFile;
import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageResponse;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.Violations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/imports")
@Tag(name = "Imports")
class ImportController {

    private final ImportService imports;

    ImportController(ImportService imports) {
        this.imports = imports;
    }

    @PostMapping(consumes = {"text/csv", "text/tab-separated-values", MediaType.TEXT_PLAIN_VALUE, "application/x-ndjson"})
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Upload a file of leads, and get a proposal for what its columns mean")
    ResponseEntity<ImportResponse> create(UploadQuery query, @RequestBody(required = false) @Nullable UploadedFile file,
            Violations violations) {
        VersionedResponse<ImportResponse> created = imports.create(FileContent.of(file, query, violations), query);
        return ResponseEntity.accepted().location(URI.create("/imports/" + created.body().id())).eTag(created.eTag()).body(created.body());
    }

    @GetMapping
    @Operation(summary = "List imports")
    ResponseEntity<List<ImportResponse>> list(PageQuery page) {
        return PageResponse.of(imports.list(page), page);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Get an import with its progress")
    ResponseEntity<ImportResponse> byId(@PathVariable long id) {
        return imports.byId(id).toResponseEntity();
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change what the columns of a file mean, and how its rows match")
    ResponseEntity<ImportResponse> change(@PathVariable long id, @RequestBody ImportRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return imports.change(id, request, ifMatch, violations).toResponseEntity();
    }

    @PostMapping("/{id}/plan")
    @Operation(summary = "Find out what each row would do, without doing it")
    ImportResponse plan(@PathVariable long id) {
        return imports.plan(id);
    }

    @PostMapping("/{id}/commit")
    @Operation(summary = "Do what the plan says")
    ImportResponse commit(@PathVariable long id, @RequestBody CommitRequest request) {
        return imports.commit(id, request);
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Stop an import; what is done stays, and can be undone")
    ImportResponse cancel(@PathVariable long id) {
        return imports.cancel(id);
    }

    @PostMapping("/{id}/undo")
    @Operation(summary = "Archive what an import created, and give back what it changed")
    ImportResponse undo(@PathVariable long id) {
        return imports.undo(id);
    }
}
