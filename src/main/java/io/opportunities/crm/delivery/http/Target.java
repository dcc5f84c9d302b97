package io.opportunities.crm.delivery.http;

import io.opportunities.crm.event.Trigger;
import java.util.List;
import java.util.Set;

/**
 * Where the events of a webhook go to.
 *
 * @param triggers empty for all
 * @param secrets the newest first; each of them signs
 */
public record Target(String url, Set<Trigger> triggers, List<String> secrets) {}
