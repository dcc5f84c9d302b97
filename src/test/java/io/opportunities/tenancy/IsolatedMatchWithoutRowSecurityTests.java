package io.opportunities.tenancy;

import org.junit.jupiter.api.Tag;
import org.springframework.test.context.TestPropertySource;

/** A create by a key of another company's record, without the row-level security of the database. */
@Tag("citus")
@TestPropertySource(properties = "opportunities.row-level-security=false")
class IsolatedMatchWithoutRowSecurityTests extends IsolatedMatchTests {}
