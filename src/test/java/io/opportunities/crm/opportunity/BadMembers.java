package io.opportunities.crm.opportunity;

/** Members of {@code POST /opportunities} with wrong values, and the fields that are named for them. */
final class BadMembers {

    /** Member, JSON value (- to omit it), and the field in the response. All are 400 VALIDATION_ERROR. */
    static final String TABLE = """
            title            | -                                | title
            title            | null                             | title
            title            | "  \\u00a0 "                     | title
            title            | 5                                | title
            title            | true                             | title
            title            | ["a"]                            | title
            title            | {"a": 1}                         | title
            title            | "${256}"                         | title
            title            | "a\\u0000b"                      | title
            title            | "a\\ud800b"                      | title
            title            | "\\udc00"                        | title
            address          | -                                | address
            address          | null                             | address
            address          | ""                               | address
            address          | []                               | address
            address          | [""]                             | address[0]
            address          | [null]                           | address[0]
            address          | [5]                              | address[0]
            address          | 5                                | address
            address          | {"street": "1 Oak St"}           | address
            address          | ["1 Oak St", "2 Oak St"]         | address
            address          | ["${501}"]                       | address[0]
            address          | "1 Oak\\u0000 St"                | address
            trades           | -                                | trades
            trades           | null                             | trades
            trades           | []                               | trades
            trades           | "Roofing"                        | trades
            trades           | {"0": "Roofing"}                 | trades
            trades           | [5]                              | trades[0]
            trades           | ["Roofing", " "]                 | trades[1]
            trades           | ["Roofing", null]                | trades[1]
            trades           | ["Roofing", ["Solar"]]           | trades[1]
            trades           | ["Roofing", "${101}"]            | trades[1]
            trades           | ["a\\u0000"]                     | trades[0]
            trades           | ${51 items}                      | trades
            trades           | ${40000 blanks}                  | trades
            description      | 5                                | description
            description      | "${10001}"                       | description
            description      | "\\u0000"                        | description
            accountId        | 1.5                              | accountId
            accountId        | "abc"                            | accountId
            accountId        | "1.5"                            | accountId
            accountId        | true                             | accountId
            accountId        | [1]                              | accountId
            accountId        | {"id": 1}                        | accountId
            accountId        | 9223372036854775808              | accountId
            accountId        | "9223372036854775808"            | accountId
            accountId        | 1e999999999                      | accountId
            accountId        | 0                                | accountId
            accountId        | -1                               | accountId
            accountId        | 9223372036854775807              | accountId
            accountId        | ${otherAccount}                  | accountId
            clientId         | "abc"                            | clientId
            clientId         | ${otherAccount}                  | clientId
            workflowId       | "abc"                            | workflowId
            workflowId       | 999999999                        | workflowId
            workflowId       | ${otherWorkflow}                 | workflowId
            phaseId          | 1.5                              | phaseId
            phaseId          | 999999999                        | phaseId
            phaseId          | ${otherPhase}                    | phaseId
            value            | "abc"                            | value
            value            | true                             | value
            value            | [1]                              | value
            value            | "1,000"                          | value
            value            | "NaN"                            | value
            value            | "1e5"                            | value
            value            | 1234567890123456                 | value
            value            | -1234567890123456                | value
            value            | 0.12345                          | value
            value            | 1e400                            | value
            value            | 1e999999999                      | value
            value            | 1e2147483647                     | value
            value            | 1e-2147483647                    | value
            size             | "abc"                            | size
            size             | 1234567890123456                 | size
            size             | 1e-5                             | size
            size             | 1e2147483647                     | size
            confidence       | -1                               | confidence
            confidence       | 100.0001                         | confidence
            confidence       | "high"                           | confidence
            confidence       | 1e2147483647                     | confidence
            status           | "OPEN"                           | status
            status           | "active"                         | status
            status           | 0                                | status
            status           | ["ACTIVE"]                       | status
            primaryEmail     | "nobody"                         | primaryEmail
            primaryEmail     | "a@"                             | primaryEmail
            primaryEmail     | "a b@example.com"                | primaryEmail
            primaryEmail     | "a@example.com, b@example.com"   | primaryEmail
            primaryEmail     | "a\\u0000@example.com"           | primaryEmail
            primaryEmail     | "${254}@example.com"             | primaryEmail
            primaryEmail     | 5                                | primaryEmail
            primaryEmail     | ["a@example.com"]                | primaryEmail
            primaryPhone     | "12"                             | primaryPhone
            primaryPhone     | "call me"                        | primaryPhone
            primaryPhone     | "${51}"                          | primaryPhone
            primaryPhone     | "615\\u00005550134"              | primaryPhone
            primaryPhone     | 6155550134.5                     | primaryPhone
            contacts         | 5                                | contacts
            contacts         | "abc"                            | contacts
            contacts         | {"name": "Dana"}                 | contacts
            contacts         | [{"name": "Dana"}]               | contacts[0]
            contacts         | [null]                           | contacts[0]
            contacts         | [true]                           | contacts[0]
            contacts         | ["abc"]                          | contacts[0]
            contacts         | [${contact}, 1.5]                | contacts[1]
            contacts         | [${contact}, 999999999]          | contacts[1]
            contacts         | [${contact}, ${otherContact}]    | contacts[1]
            contacts         | ${70000 ids}                     | contacts
            ownerId          | "me"                             | ownerId
            ownerId          | 999999999                        | ownerId
            ownerId          | ${otherUser}                     | ownerId
            salesRepId       | false                            | salesRepId
            salesRepId       | ${otherUser}                     | salesRepId
            projectManagerId | {"id": 1}                        | projectManagerId
            projectManagerId | ${otherUser}                     | projectManagerId
            isActive         | "yes"                            | isActive
            isActive         | 1                                | isActive
            custom           | 5                                | custom
            custom           | []                               | custom
            custom           | "roof_type"                      | custom
            custom           | {"rof_type": "Metal"}            | custom.rof_type
            custom           | {"a\\u0000b": 1}                 | custom.a\\u0000b
            custom           | {"roof_type": "a\\u0000b"}       | custom.roof_type
            custom           | {"roof_type": "a\\ud800"}        | custom.roof_type
            custom           | {"roof_type": "${256}"}          | custom.roof_type
            custom           | {"roof_type": 5}                 | custom.roof_type
            custom           | {"roof_type": ["Metal"]}         | custom.roof_type
            custom           | {"roof_type": {"a": 1}}          | custom.roof_type
            custom           | {"power": "much"}                | custom.power
            custom           | {"power": 1e400}                 | custom.power
            custom           | {"power": 1e2147483647}          | custom.power
            custom           | {"power": 1e-2147483647}         | custom.power
            custom           | {"power": 1234567890123456}      | custom.power
            """;

    private BadMembers() {}
}
