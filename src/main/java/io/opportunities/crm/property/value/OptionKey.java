package io.opportunities.crm.property.value;

/**
 * The key of a dropdown option.
 *
 * @param labelKey the label, folded
 */
public record OptionKey(long propertyId, String labelKey) {}
