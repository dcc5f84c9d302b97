import { html, nothing } from '../lit.js';
import { page, post } from './api.js';
import { ago, label } from './format.js';
import { nameOf, PATHS, recordLink } from './records.js';
import { mayWrite } from './session.js';
import { problem } from './ui.js';
import { attempt, say } from './view.js';

// The merges of a kind of records, or those into one record, each with its undoing. `done` is called after one was undone.
export function merges(done, target) {
  const state = { items: [], next: null, busy: false, error: null };
  const read = next =>
    attempt(state, async () => {
      const part = await page('/merges', next);
      Object.assign(state, { items: next.cursor ? [...state.items, ...part.items] : part.items, next: part.next });
    });
  const first = type => read({ record_type: type, target_id: target, page_size: 10 });
  const undo = ({ recordType, target: { id }, source }) =>
    attempt(state, async () => {
      const result = await post(`${PATHS[recordType]}/${id}/unmerge`, { sources: [source.id] });
      const kept = result.changedSince.flatMap(each => each.members.map(label));
      say(kept.length ? `Undone. Changed since, and kept: ${kept.join(', ')}. They are not suggested together again.` : 'Undone. Each record has its state from before. They are not suggested together again.');
      await first(recordType);
      await done();
    });
  const row = each =>
    html`<li>
      ${recordLink(each.recordType, each.source.id, each.source.title)}
      ${target ? nothing : html`into ${recordLink(each.recordType, each.target.id, each.target.title)}`}
      ${each.mergedAt ? html`<time datetime=${each.mergedAt}>${ago(each.mergedAt)}</time>` : nothing}
      ${
        !mayWrite()
          ? nothing
          : each.target.isActive
            ? html`<button class="quiet" ?disabled=${state.busy} @click=${() => undo(each)}>
                Undo this merge<span class="away"> of ${nameOf(each.source)}</span>
              </button>`
            : html`<span class="hint">The target is archived or was merged on: restore it, or undo that merge, before this one.</span>`
      }
    </li>`;
  const render = () =>
    state.items.length
      ? html`<h2>${target ? 'Merged into this record' : 'Merges'}</h2>
          ${problem(state.error)}
          <p class="hint">After an undo, each record has again what it had before, but for what was changed since. The two are then
            marked as different, and not suggested together again.</p>
          <ul>
            ${state.items.map(row)}
          </ul>
          ${
            state.next
              ? html`<button class="quiet" ?disabled=${state.busy} @click=${() => read(state.next)}>Show older merges</button>`
              : nothing
          }`
      : problem(state.error);
  return { read: first, render };
}
