package io.opportunities.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** HTTP Basic authentication of a client. */
public final class Basic {

    private Basic() {}

    public static Map<String, String> of(String email, String password) {
        String login = Base64.getEncoder().encodeToString((email + ":" + password).getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", "Basic " + login);
    }

    /** Returns the credentials of the admin that {@link Service#newCompany} created. */
    public static Map<String, String> ofAdmin(Client company) {
        String email = emailOfAdmin(company);
        return of(email, "password of " + email.replaceAll("\\D", ""));
    }

    public static String emailOfAdmin(Client company) {
        return company.get("/users?order_by=asc").json().get(0).get("email").stringValue();
    }
}
