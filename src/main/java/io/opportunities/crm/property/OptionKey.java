package io.opportunities.crm.property;

/**
 * The key of a dropdown option.
 *
 * @param labelKey the label, folded
 */
record OptionKey(long propertyId, String labelKey) {}
