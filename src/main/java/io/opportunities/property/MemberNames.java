package io.opportunities.property;

/** What the members of every record of a kind are called: under the key of a property that is called alike, a search finds the member. */
public interface MemberNames {

    RecordType recordType();

    boolean has(String name);
}
