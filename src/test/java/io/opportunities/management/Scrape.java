package io.opportunities.management;

import io.opportunities.Client;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What Prometheus reads from an instance. */
record Scrape(List<String> lines) {

    static Scrape of(String managementUrl) {
        return new Scrape(new Client(managementUrl, null).get("/actuator/prometheus").body().lines().toList());
    }

    /** The sum of all series that begin like this and have these labels; 0 where there is none. */
    double sum(String name, String... labels) {
        return lines.stream().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    Set<String> names() {
        return lines.stream().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    }
}
