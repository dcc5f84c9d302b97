package io.opportunities.crm.team;

import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageResponse;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.Violations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Teams")
class TeamController {

    private final TeamService teams;

    TeamController(TeamService teams) {
        this.teams = teams;
    }

    @PostMapping("/teams")
    @Operation(summary = "Add a team with its workers (admins)")
    ResponseEntity<TeamResponse> create(@RequestBody TeamRequest request, Violations violations) {
        VersionedResponse<TeamResponse> team = teams.create(request.toDraft(violations), violations);
        return team.created("/teams/" + team.body().id());
    }

    @GetMapping("/teams")
    @Operation(summary = "List teams with their workers")
    ResponseEntity<List<TeamResponse>> list(PageQuery page) {
        return PageResponse.of(teams.list(page), page);
    }

    @GetMapping("/teams/{id}")
    @Operation(summary = "Get a team")
    ResponseEntity<TeamResponse> byId(@PathVariable long id) {
        return teams.byId(id).toResponseEntity();
    }

    @PatchMapping("/teams/{id}")
    @Operation(summary = "Change a team: rename it, or give it other workers (admins)")
    ResponseEntity<TeamResponse> change(@PathVariable long id, @RequestBody TeamRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return teams.change(id, request.toDraft(violations), ifMatch, violations).toResponseEntity();
    }

    @DeleteMapping("/teams/{id}")
    @Operation(summary = "Remove a team; its workers stay users (admins)")
    TeamResponse remove(@PathVariable long id, @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch) {
        return teams.remove(id, ifMatch);
    }
}
