import { html, nothing } from '../../lit.js';
import { pages } from '../../core/api.js';
import { number, plural } from '../../core/format.js';

const PAGES = 20;

const changed = counts => (counts.enriched ?? 0) + (counts.replaced ?? 0);

// Whether an import that ended has written rows. Before a run, the rows done are those of the plan, and no record was created.
export async function hasWritten({ id, state, plan, rowsDone }) {
  if (state !== 'CANCELLED') {
    return state !== 'FAILED' || plan !== null;
  }
  if (!plan || rowsDone < plan.rows) {
    return Boolean(plan) && rowsDone > 0;
  }
  const { items } = await pages(`/imports/${id}/rows`, { outcome: 'created', page_size: 1 }, { most: 1 });
  return items.some(each => each.recordId !== null);
}

// The question before an undo.
export function question(state, { yes, no }) {
  const { counts } = state.data;
  const more = changed(counts);
  const parts = [
    counts.created ? `archive ${plural(counts.created, 'opportunity', 'opportunities')}` : '',
    more ? `take back the values that ${number(more)}${counts.created ? ' more' : ''} ${more === 1 ? 'row' : 'rows'} gave` : '',
  ].filter(Boolean);
  return html`<div class="note" role="group" aria-labelledby="undo-question">
    <p id="undo-question">Undo: ${parts.join(' and ') || 'nothing was written'}? Contacts stay, and so does what was changed since.</p>
    <div class="buttons">
      <button id="undo" class="danger" ?disabled=${state.busy} @click=${yes}>Yes, undo</button>
      <button class="quiet" ?disabled=${state.busy} @click=${no}>No</button>
    </div>
  </div>`;
}

// How many rows of each kind an undo left as they are, in whole or in part; null if there are too many rows to look through.
export async function keptRows({ id, counts }) {
  const kept = { created: 0, changed: 0 };
  for (const outcome of ['created', 'enriched', 'replaced'].filter(each => counts[each] > 0)) {
    const { items, more } = await pages(`/imports/${id}/rows`, { outcome }, { most: PAGES });
    if (more) {
      return null;
    }
    kept[outcome === 'created' ? 'created' : 'changed'] += items.filter(each => each.kept.length).length;
  }
  return kept;
}

// The result of an undo.
export function undone({ counts }, kept) {
  if (kept === undefined) {
    return nothing;
  }
  const archived = counts.created - (kept?.created ?? 0);
  const left = (kept?.created ?? 0) + (kept?.changed ?? 0);
  const text = [
    counts.created ? `Archived ${plural(archived, 'opportunity', 'opportunities')}.` : '',
    changed(counts) ? `Took back the values that ${plural(changed(counts), 'row')} gave.` : '',
    'Contacts stay.',
    kept === null ? 'This does not hold for rows changed since: the download names what they keep.' : '',
    left ? `${plural(left, 'row')} changed since: what they keep is named below.` : '',
  ];
  return html`<p class="note">${text.filter(Boolean).join(' ')}</p>`;
}
