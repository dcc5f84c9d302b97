package io.opportunities;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Looks at the clock or needs all of the machine: nothing that runs {@linkplain BesideOthers beside others} runs meanwhile. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(BesideOthers.MACHINE)
public @interface Undisturbed {}
