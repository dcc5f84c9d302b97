package io.opportunities.user;

import io.opportunities.common.Violations;
import io.opportunities.identity.Role;
import io.opportunities.listing.PageAnswer;
import io.opportunities.listing.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
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
        UserResponse user = users.createAndShow(draft);
        return ResponseEntity.created(URI.create("/users/" + user.id())).body(user);
    }

    @GetMapping("/users")
    @Operation(summary = "List users")
    ResponseEntity<List<UserResponse>> list(@RequestParam Optional<String> email, @RequestParam Optional<Long> id, PageQuery page) {
        return PageAnswer.of(users.list(email, id, page), page);
    }

    @GetMapping("/users/{id}")
    @Operation(summary = "Get a user")
    UserResponse byId(@PathVariable long id) {
        return users.byId(id);
    }

    @GetMapping("/roles")
    @Operation(summary = "List the roles a user can have")
    List<UserResponse.RoleResponse> roles() {
        return Arrays.stream(Role.values()).map(role -> new UserResponse.RoleResponse(role.id(), role.title())).toList();
    }
}
