package io.opportunities;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.opportunities.identity.CompanyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.util.Set;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.opportunities", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE = slices().matching("io.opportunities.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ADDRESSES_ARE_FREE_OF_SPRING_AND_HTTP = noClasses().that()
            .resideInAnyPackage("io.opportunities.address..", "io.opportunities.location..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.net.http..", "io.opportunities.common..");

    @ArchTest
    static final ArchRule COMMON_KNOWS_NO_FEATURE = noClasses().that().resideInAPackage("io.opportunities.common..")
            .should().dependOnClassesThat().resideInAnyPackage("io.opportunities.identity..", "io.opportunities.user..",
                    "io.opportunities.apikey..", "io.opportunities.company..", "io.opportunities.matching..", "io.opportunities.contact..",
                    "io.opportunities.account..", "io.opportunities.workflow..", "io.opportunities.property..",
                    "io.opportunities.opportunity..", "io.opportunities.database..", "io.opportunities.address..",
                    "io.opportunities.ratelimit..", "io.opportunities.audit..", "io.opportunities.management..");

    @ArchTest
    static final ArchRule LIMITS_KNOW_NO_FEATURE = noClasses().that().resideInAPackage("io.opportunities.ratelimit..")
            .should().dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.opportunities..")
                    .and(not(JavaClass.Predicates.resideInAnyPackage("io.opportunities.ratelimit..", "io.opportunities.common.."))));

    @ArchTest
    static final ArchRule MATCHING_KNOWS_NO_FEATURE = noClasses().that().resideInAPackage("io.opportunities.matching..")
            .should().dependOnClassesThat().resideInAnyPackage("io.opportunities.contact..", "io.opportunities.account..",
                    "io.opportunities.workflow..", "io.opportunities.property..", "io.opportunities.opportunity..",
                    "io.opportunities.company..", "io.opportunities.user..", "io.opportunities.apikey..");

    @ArchTest
    static final ArchRule ENTITIES_REPOSITORIES_AND_CONTROLLERS_STAY_IN_THEIR_PACKAGE = classes().that().areAnnotatedWith(Entity.class)
            .or().areAssignableTo(Repository.class)
            .or().areAnnotatedWith(RestController.class)
            .should().notBePublic();

    /** The company itself has no other; what searches look up in are views, which name the company in themselves: see decision 9. */
    private static final DescribedPredicate<JavaClass> HAVE_NO_COMPANY = describe("have no company", entity -> Set
            .of("Company", "SearchedOpportunity", "SearchedAccount", "SearchedContact", "RecordValue", "RecordWords")
            .contains(entity.getSimpleName()));

    @ArchTest
    static final ArchRule EVERY_QUERY_OF_AN_ENTITY_IS_RESTRICTED_TO_THE_COMPANY = classes().that().areAnnotatedWith(Entity.class)
            .and(not(HAVE_NO_COMPANY))
            .should().beAnnotatedWith(describe("@SQLRestriction(CompanyId.OWN)", annotation -> annotation.getRawType()
                    .isEquivalentTo(SQLRestriction.class) && annotation.as(SQLRestriction.class).value().equals(CompanyId.OWN)));

    @ArchTest
    static final ArchRule EVERY_CHANGE_OF_AN_ENTITY_NAMES_THE_COMPANY = fields().that().haveName("companyId")
            .and().areDeclaredInClassesThat().areAnnotatedWith(Entity.class)
            .should().beAnnotatedWith(CompanyId.class).andShould().beAnnotatedWith(PartitionKey.class)
            .andShould().beAnnotatedWith(describe("@Column(updatable = false)", annotation -> annotation.getRawType()
                    .isEquivalentTo(Column.class) && !annotation.as(Column.class).updatable()));

    @ArchTest
    static final ArchRule ENTITIES_HAVE_NO_SETTERS = noMethods().that()
            .areDeclaredInClassesThat().areAnnotatedWith(Entity.class).should().haveNameMatching("set[A-Z].*");

    private static final DescribedPredicate<JavaAnnotation<?>> NAME_THEIR_MANAGER = describe("@Transactional of a named manager",
            annotation -> annotation.getRawType().isEquivalentTo(Transactional.class)
                    && !(annotation.as(Transactional.class).value() + annotation.as(Transactional.class).transactionManager()).isEmpty());

    /** Spring is told to look for no other than the one there is. */
    @ArchTest
    static final ArchRule NO_METHOD_NAMES_THE_MANAGER_OF_ITS_TRANSACTION = noMethods().should().beAnnotatedWith(NAME_THEIR_MANAGER);

    @ArchTest
    static final ArchRule NO_CLASS_NAMES_THE_MANAGER_OF_ITS_TRANSACTIONS = noClasses().should().beAnnotatedWith(NAME_THEIR_MANAGER);
}
