package io.opportunities.tenancy;

import org.junit.jupiter.api.Tag;
import org.springframework.test.context.TestPropertySource;

/** The first mechanism that isolates companies, without the row-level security of the database. */
@Tag("citus")
@TestPropertySource(properties = "opportunities.row-level-security=false")
class IsolationWithoutRowSecurityTests extends IsolationMatrixTests {}
