package io.opportunities.web.json;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A member of a request: absent, cleared (null or blank), or given. */
@JsonDeserialize(using = PatchFieldDeserializer.class)
public sealed interface PatchField<T> {

    /** Absent from the request. */
    record Absent<T>() implements PatchField<T> {

        private static final Absent<?> MEMBER = new Absent<>();
    }

    /** Null or blank in the request. */
    record Cleared<T>() implements PatchField<T> {}

    /** In the request with a value. */
    record Given<T>(T value) implements PatchField<T> {}

    @SuppressWarnings("unchecked")
    static <T> PatchField<T> absent() {
        return (PatchField<T>) Absent.MEMBER;
    }

    static <T> PatchField<T> cleared() {
        return new Cleared<>();
    }

    static <T> PatchField<T> given(T value) {
        return new Given<>(value);
    }

    default boolean isAbsent() {
        return this instanceof Absent;
    }

    default @Nullable T orNull() {
        return this instanceof Given<T>(T value) ? value : null;
    }

    default Optional<T> toOptional() {
        return Optional.ofNullable(orNull());
    }

    default T or(T fallback) {
        return this instanceof Given<T>(T value) ? value : fallback;
    }

    /** Returns the value of a member after a change by this field. */
    default @Nullable T over(@Nullable T current) {
        return isAbsent() ? current : orNull();
    }

    default void ifGiven(Consumer<T> action) {
        toOptional().ifPresent(action);
    }

    default <R> PatchField<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Absent<T>() -> absent();
            case Cleared<T>() -> new Cleared<>();
            case Given<T>(T value) -> new Given<>(change.apply(value));
        };
    }
}
