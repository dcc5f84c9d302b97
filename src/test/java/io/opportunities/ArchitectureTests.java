package io.opportunities;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
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
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.opportunities.crm.changelog.ChangeTracked;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.matching.Guarded;
import io.opportunities.matching.MatchLock;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.opportunities", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    /** From the lowest group up: a group uses the groups before it, and none after it. See src/docs/architecture.md. */
    private static final List<String> GROUPS = List.of("common", "address", "web", "search", "database", "identity", "matching",
            "idempotency", "crm", "operator");

    @ArchTest
    static final ArchRule GROUPS_USE_GROUPS_BELOW_THEM = classes().that().resideOutsideOfPackage("io.opportunities")
            .should(new ArchCondition<>("use groups below theirs") {

                @Override
                public void check(JavaClass user, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(user, GROUPS.contains(group(user)), user.getName() + " is in no group"));
                    user.getDirectDependenciesFromSelf().stream()
                            .filter(use -> GROUPS.indexOf(group(use.getTargetClass())) > GROUPS.indexOf(group(user)))
                            .forEach(use -> events.add(SimpleConditionEvent.violated(user, use.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE = slices().matching("io.opportunities.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ADDRESSES_ARE_FREE_OF_SPRING_AND_HTTP = noClasses().that()
            .resideInAPackage("io.opportunities.address")
            .or().haveNameMatching("io.opportunities.address.geo.(Geocoder|Jurisdiction|Location|OfflineGeocoder)")
            .should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.net.http..", "io.opportunities.common..");

    @ArchTest
    static final ArchRule ENTITIES_REPOSITORIES_AND_CONTROLLERS_STAY_IN_THEIR_PACKAGE = classes().that().areAnnotatedWith(Entity.class)
            .or().areAssignableTo(Repository.class)
            .or().areAnnotatedWith(RestController.class)
            .and().areNotAnnotatedWith(NoRepositoryBean.class)
            .should().notBePublic();

    /** The company itself has no other. The views that searches read restrict their company themselves: see decision 9. */
    private static final DescribedPredicate<JavaClass> HAVE_NO_COMPANY = describe("have no company", entity -> Set
            .of("Company", "SearchedOpportunity", "SearchedAccount", "SearchedContact", "SearchDocument")
            .contains(entity.getSimpleName()));

    @ArchTest
    static final ArchRule EVERY_QUERY_OF_AN_ENTITY_IS_RESTRICTED_TO_THE_COMPANY = classes().that().areAnnotatedWith(Entity.class)
            .and(not(HAVE_NO_COMPANY))
            .should().beAnnotatedWith(describe("@SQLRestriction(CompanyId.OWN)", annotation -> annotation.getRawType()
                    .isEquivalentTo(SQLRestriction.class)
                    && annotation.as(SQLRestriction.class).value().matches(Pattern.quote(CompanyId.OWN) + "( and [a-z_]+ is null)?")));

    private static DescribedPredicate<JavaClass> areMapped() {
        return describe("are mapped", type -> type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(MappedSuperclass.class));
    }

    @ArchTest
    static final ArchRule EVERY_CHANGE_OF_AN_ENTITY_NAMES_THE_COMPANY = fields().that().haveName("companyId")
            .and().areDeclaredInClassesThat(areMapped())
            .should().beAnnotatedWith(CompanyId.class).andShould().beAnnotatedWith(PartitionKey.class)
            .andShould().beAnnotatedWith(describe("@Column(updatable = false)", annotation -> annotation.getRawType()
                    .isEquivalentTo(Column.class) && !annotation.as(Column.class).updatable()));

    @ArchTest
    static final ArchRule EVERY_ENTITY_HAS_A_COMPANY = classes().that().areAnnotatedWith(Entity.class).and(not(HAVE_NO_COMPANY))
            .should(be(describe("with a field companyId",
                    entity -> entity.getAllFields().stream().anyMatch(field -> field.getName().equals("companyId")))));

    /** {@link MatchLock} then rejects a wait in a transaction that has read one. */
    @ArchTest
    static final ArchRule EVERY_RECORD_IS_READ_UNDER_ITS_MATCH_LOCKS = classes().that().areAnnotatedWith(Entity.class)
            .and().areAssignableTo(ChangeTracked.class)
            .should().beAssignableTo(Guarded.class);

    @ArchTest
    static final ArchRule ENTITIES_HAVE_NO_SETTERS = noMethods().that()
            .areDeclaredInClassesThat(areMapped()).should().haveNameMatching("set[A-Z].*");

    private static final DescribedPredicate<JavaAnnotation<?>> NAME_THEIR_MANAGER = describe("@Transactional of a named manager",
            annotation -> annotation.getRawType().isEquivalentTo(Transactional.class)
                    && !(annotation.as(Transactional.class).value() + annotation.as(Transactional.class).transactionManager()).isEmpty());

    /** Spring is configured with the only transaction manager. */
    @ArchTest
    static final ArchRule NO_METHOD_NAMES_THE_MANAGER_OF_ITS_TRANSACTION = noMethods().should().beAnnotatedWith(NAME_THEIR_MANAGER);

    @ArchTest
    static final ArchRule NO_CLASS_NAMES_THE_MANAGER_OF_ITS_TRANSACTIONS = noClasses().should().beAnnotatedWith(NAME_THEIR_MANAGER);

    private static String group(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        return type.getPackageName().startsWith("io.opportunities.") ? names[2] : "";
    }
}
