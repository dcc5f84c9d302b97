package io.opportunities.crm.contact.point;

import java.util.List;
import java.util.stream.Stream;

/** A contact in the response of an account: its e-mails and phones. */
public record ContactReachable(long id, List<String> emails, List<String> phones) {

    /** Returns its approximate size in a response, in bytes. */
    public long bytes() {
        return 40 + Stream.concat(emails.stream(), phones.stream()).mapToLong(handle -> handle.length() + 3).sum();
    }
}
