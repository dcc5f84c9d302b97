package io.opportunities.identity;

/** The role of a user: an ADMIN configures the company, a MEMBER works in it. */
public enum Role {

    ADMIN(1, "Administrator"), MEMBER(2, "Member");

    private final long id;
    private final String title;

    Role(long id, String title) {
        this.id = id;
        this.title = title;
    }

    public long id() {
        return id;
    }

    public String title() {
        return title;
    }
}
