package io.opportunities.contact;

import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Violations;
import io.opportunities.listing.PageAnswer;
import io.opportunities.listing.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Contacts")
class ContactController {

    private final ContactService contacts;
    private final PhoneNumbers phoneNumbers;

    ContactController(ContactService contacts, PhoneNumbers phoneNumbers) {
        this.contacts = contacts;
        this.phoneNumbers = phoneNumbers;
    }

    @PostMapping("/contacts")
    @Operation(summary = "Add a contact; duplicates are allowed")
    ResponseEntity<ContactResponse> create(@RequestBody ContactRequest request, Violations violations) {
        ContactResponse contact = contacts.create(request.toDraft(phoneNumbers, violations), violations);
        return ResponseEntity.created(URI.create("/contacts/" + contact.id())).body(contact);
    }

    @GetMapping("/contacts")
    @Operation(summary = "List contacts")
    ResponseEntity<List<ContactResponse>> list(PageQuery page) {
        return PageAnswer.of(contacts.list(page), page);
    }

    @GetMapping("/contacts/{id}")
    @Operation(summary = "Get a contact")
    ContactResponse byId(@PathVariable long id) {
        return contacts.byId(id);
    }
}
