import { html, nothing } from '../../lit.js';
import { amount, at, label, number, person, shown } from '../../core/format.js';

export const rows = entries =>
  html`<dl>
    ${entries.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;

const map = record => {
  const place = record.geoLocation[0] ?? record.address[0];
  return html`<a
    href="https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(place)}"
    target="_blank"
    rel="noopener noreferrer"
    >Map</a
  >`;
};

export function details({ record, properties }) {
  return html`<h2>Details</h2>
    ${rows([
      ['Address', html`${record.address[0]} ${map(record)}`],
      [
        'Parts',
        [record.street, record.city, record.state, record.zipcode].filter(Boolean).join(', ') ||
          'Not recognised: compared as text',
      ],
      ['Trades', record.trades.join(', ')],
      ['Value', amount(record.value) || '—'],
      ['Size', number(record.size) || '—'],
      ['Confidence', record.confidence === null ? '—' : `${record.confidence} %`],
      ['Description', shown(record.description)],
      ['E-mail', shown(record.primaryEmail)],
      ['Phone', shown(record.primaryPhone)],
      ['Owner', person(record.owner) || '—'],
      ['Sales rep', person(record.salesRep) || '—'],
      ['Project manager', person(record.projectManager) || '—'],
      ['Came from', record.externalId ? `${record.source ?? ''} ${record.externalId}` : shown(record.source)],
      ['Created', `${at(record.createdAt)}${record.createdBy ? ` by ${person(record.createdBy)}` : ''}`],
      ['Changed', `${at(record.updatedAt)}${record.updatedBy ? ` by ${person(record.updatedBy)}` : ''}`],
    ])}
    ${
      properties.some(each => each.isCustom)
        ? html`<h2>Custom values</h2>
            ${rows(
              properties
                .filter(each => each.isCustom)
                .map(each => [each.name || label(each.keyName), shown(record.custom[each.keyName])]),
            )}`
        : nothing
    }`;
}
