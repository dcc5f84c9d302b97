FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn/maven.config .mvn/
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -q -Dmaven.test.skip=true package \
 && cp target/opportunities-*.jar opportunities.jar \
 && java -Djarmode=tools -jar opportunities.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
# initdb, of the training run, wants its user to have a name
RUN useradd --uid 10001 --no-create-home --home-dir /opportunities --shell /usr/sbin/nologin opportunities
WORKDIR /opportunities
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY src/docker/jvm.options ./
# glibc keeps, by default, what is free in an arena for each core and thread, and between what is not
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=30000 LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
# The training run: starts as it will in a container, but on a database of its own, answers that it is ready, and writes down what was
# loaded and linked; writing takes a larger heap
RUN --mount=type=bind,source=src/docker/train.sh,target=/usr/local/bin/train.sh \
    install -d -o 10001 /tmp/training && chmod 1777 /dev/shm \
 && OPPORTUNITIES_EMBEDDED_DATA_DIRECTORY=/tmp/training/data \
    setpriv --reuid=10001 --regid=10001 --clear-groups \
    bash /usr/local/bin/train.sh java @jvm.options -Xmx256m -XX:AOTCacheOutput=/tmp/training/opportunities.aot -jar opportunities.jar \
 && install -m 644 /tmp/training/opportunities.aot opportunities.aot && rm -rf /tmp/training
USER 10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --start-interval=1s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /readyz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200'* ]]"]
ENTRYPOINT ["java", "@jvm.options", "-XX:AOTCache=opportunities.aot", "-jar", "opportunities.jar"]
ARG VERSION=snapshot
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Opportunities" \
      org.opencontainers.image.description="Create or match opportunities over HTTP, free of races, on PostgreSQL" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
