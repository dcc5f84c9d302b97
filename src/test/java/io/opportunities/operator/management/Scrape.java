package io.opportunities.operator.management;

import io.opportunities.support.Client;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The metrics that Prometheus reads from an instance. */
record Scrape(List<String> lines) {

    static Scrape of(String managementUrl) {
        return new Scrape(new Client(managementUrl, null).get("/actuator/prometheus").body().lines().toList());
    }

    /** Returns the sum of all series with this prefix and these labels; 0 without any. */
    double sum(String name, String... labels) {
        return lines.stream().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    Set<String> names() {
        return lines.stream().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    }
}
