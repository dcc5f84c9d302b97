package io.opportunities;

import org.springframework.test.context.TestPropertySource;

/** The first of the two mechanisms that keep companies apart, with the database's own out of the way. */
@TestPropertySource(properties = "opportunities.row-level-security=false")
class IsolationWithoutRowSecurityTests extends IsolationMatrixTests {}
