package io.opportunities.identity.tenant;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.descriptor.ValueBinder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Inserts new rows of one entity together. Hibernate inserts a row whose columns the schema generates on its own, to read them back; here
 * one batch inserts all rows, and one query reads all back. The entities stay detached.
 */
@Component
public final class RowInserter {

    private final EntityManager database;

    RowInserter(EntityManager database) {
        this.database = database;
    }

    /**
     * Returns ids for rows in their order, which may be inserted in another one.
     *
     * @param sequence of the ids of their table
     * @param rehearsed whether the rows will be rolled back; such ids are not drawn
     */
    public DrawnIds ids(String sequence, int count, boolean rehearsed) {
        return rehearsed ? DrawnIds.rehearsed(count) : new DrawnIds(() -> draw(sequence, count));
    }

    private long[] draw(String sequence, int count) {
        Object drawn = database.createNativeQuery("select array(select nextval(:sequence) from generate_series(1, :count))", Long[].class)
                .setParameter("sequence", sequence).setParameter("count", count).getSingleResult();
        return Arrays.stream((Long[]) drawn).mapToLong(Long::longValue).sorted().toArray();
    }

    /**
     * Inserts rows that have drawn ids.
     *
     * @param rows of one entity
     */
    public void insert(List<? extends TenantEntity> rows) {
        if (rows.isEmpty()) {
            return;
        }
        SessionImplementor session = database.unwrap(SessionImplementor.class);
        SessionFactoryImplementor factory = session.getFactory();
        EntityPersister entity = factory.getMappingMetamodel().getEntityDescriptor(rows.getFirst().getClass());
        session.doWork(connection -> {
            insert(connection, entity, rows, session);
            readBack(connection, entity, rows, session);
        });
        rows.forEach(factory.getEventEngine().getCallbackRegistry()::postCreate);
    }

    private static void insert(Connection connection, EntityPersister entity, List<? extends TenantEntity> rows,
            SessionImplementor session) throws SQLException {
        try (PreparedStatement batch = connection.prepareStatement(sql(entity, values(entity, rows.getFirst(), session)))) {
            for (TenantEntity row : rows) {
                List<Value> values = values(entity, row, session);
                for (int i = 0; i < values.size(); i++) {
                    values.get(i).bind(batch, i + 1, session);
                }
                batch.addBatch();
            }
            batch.executeBatch();
        }
    }

    private static String sql(EntityPersister entity, List<Value> values) {
        return "insert into %s (%s) values (%s)".formatted(entity.getTableName(),
                values.stream().map(Value::name).collect(Collectors.joining(", ")),
                values.stream().map(value -> "?").collect(Collectors.joining(", ")));
    }

    /** Returns the values of a row in the same order for each, with those that Hibernate generates. */
    private static List<Value> values(EntityPersister entity, TenantEntity row, SessionImplementor session) {
        List<Value> values = new ArrayList<>();
        entity.getIdentifierMapping().decompose(row.id(),
                (index, value, column) -> values.add(new Value(column, value)), session);
        boolean[] inserted = entity.getPropertyInsertability();
        entity.getAttributeMappings().indexedForEach((index, attribute) -> {
            // the schema generates a number, unless there is one
            if (inserted[index] || attribute.getGenerator() != null && attribute.getValue(row) != null) {
                attribute.decompose(value(entity, row, index, attribute, session), (place, value, column) -> {
                    if (column.isInsertable() && !column.isFormula()) {
                        values.add(new Value(column, value));
                    }
                }, session);
            }
        });
        return values;
    }

    private static @Nullable Object value(EntityPersister entity, TenantEntity row, int index, AttributeMapping attribute,
            SessionImplementor session) {
        Object value = attribute.getValue(row);
        if (attribute.getGenerator() instanceof BeforeExecutionGenerator generator && generator.generatesOnInsert()) {
            value = generator.generate(session, row, value, EventType.INSERT);
            entity.setValue(row, index, value);
        }
        return value;
    }

    /** Reads the columns that the schema generated. */
    private static void readBack(Connection connection, EntityPersister entity, List<? extends TenantEntity> rows,
            SessionImplementor session) throws SQLException {
        List<AttributeMapping> generated = new ArrayList<>();
        entity.getAttributeMappings().forEach(attribute -> {
            Generator generator = attribute.getGenerator();
            if (generator != null && generator.generatesOnInsert() && generator.generatedOnExecution()) {
                generated.add(attribute);
            }
        });
        Map<Long, TenantEntity> byId = rows.stream().collect(Collectors.toMap(TenantEntity::id, row -> row));
        String sql = "select id, %s from %s where company_id = ? and id = any(?)".formatted(
                generated.stream().map(attribute -> column(attribute).getSelectionExpression()).collect(Collectors.joining(", ")),
                entity.getTableName());
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, rows.getFirst().companyId());
            query.setArray(2, connection.createArrayOf("bigint", byId.keySet().toArray()));
            ResultSet found = query.executeQuery();
            while (found.next()) {
                TenantEntity row = Objects.requireNonNull(byId.get(found.getLong(1)));
                for (int i = 0; i < generated.size(); i++) {
                    entity.setValue(row, generated.get(i).getStateArrayPosition(),
                            column(generated.get(i)).getJdbcMapping().getJdbcValueExtractor().extract(found, i + 2, session));
                }
            }
        }
    }

    private static SelectableMapping column(AttributeMapping generated) {
        return (SelectableMapping) generated;
    }

    private record Value(SelectableMapping column, @Nullable Object value) {

        String name() {
            return column.getSelectionExpression();
        }

        @SuppressWarnings("unchecked")
        void bind(PreparedStatement statement, int place, SessionImplementor session) throws SQLException {
            ValueBinder<Object> binder = column.getJdbcMapping().getJdbcValueBinder();
            binder.bind(statement, value, place, session);
        }
    }
}
