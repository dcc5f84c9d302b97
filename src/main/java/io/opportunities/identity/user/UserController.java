package io.opportunities.identity.user;

import io.opportunities.identity.Role;
import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageResponse;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.Violations;
import io.opportunities.web.query.IncludeArchived;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
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
@Tag(name = "Users")
class UserController {

    private final UserService users;

    UserController(UserService users) {
        this.users = users;
    }

    @PostMapping("/users")
    @Operation(summary = "Add a user (admins)")
    ResponseEntity<UserResponse> create(@RequestBody UserRequest request, Violations violations) {
        UserDraft draft = request.toDraft(violations);
        violations.rejectIfAny();
        VersionedResponse<UserResponse> user = users.createAndShow(draft);
        return user.created("/users/" + user.body().id());
    }

    @GetMapping("/users")
    @Operation(summary = "List users")
    ResponseEntity<List<UserResponse>> list(UserFilter filter, PageQuery page, IncludeArchived archived) {
        return PageResponse.of(users.list(filter.conditions(archived), page), page);
    }

    @GetMapping("/users/{id}")
    @Operation(summary = "Get a user")
    ResponseEntity<UserResponse> byId(@PathVariable long id, IncludeArchived archived) {
        return users.byId(id, archived.included()).toResponseEntity();
    }

    @PatchMapping("/users/{id}")
    @Operation(summary = "Change a user, also one that is not active (admins)")
    ResponseEntity<UserResponse> change(@PathVariable long id, @RequestBody UserRequest request,
            @RequestHeader(name = "If-Match", defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        UserChange change = request.toChange(violations);
        violations.rejectIfAny();
        return users.change(id, change, ifMatch).toResponseEntity();
    }

    @DeleteMapping("/users/{id}")
    @Operation(summary = "Deactivate a user, whose keys are revoked at once (admins)")
    UserResponse deactivate(@PathVariable long id, @RequestHeader(name = "If-Match", defaultValue = IfMatch.ANY) IfMatch ifMatch) {
        return users.deactivate(id, ifMatch);
    }

    @GetMapping("/roles")
    @Operation(summary = "List the roles a user can have")
    List<RoleResponse> roles() {
        return Arrays.stream(Role.values()).map(role -> new RoleResponse(String.valueOf(role.id()), role.title(), true)).toList();
    }
}
