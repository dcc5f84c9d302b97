import { html, nothing } from '../../lit.js';
import { post } from '../../core/api.js';
import { remembered } from '../../core/data.js';
import { plural, label } from '../../core/format.js';
import { mayWrite } from '../../core/session.js';
import { problem } from '../../core/ui.js';
import { attempt, say, update } from '../../core/view.js';

// The merges of this tab, which can be undone.
export const recent = () => remembered('merges', () => []);
const state = { busy: false, error: null };

const undo = (merged, done) =>
  attempt(state, async () => {
    const result = await post(`${merged.path}/${merged.target}/unmerge`, { sources: merged.sources });
    recent().splice(recent().indexOf(merged), 1);
    const kept = result.changedSince.flatMap(each => each.members.map(label));
    say(kept.length ? `Undone. Changed since, and kept: ${kept.join(', ')}.` : 'Undone. Each record has its state from before.');
    await done();
    update();
  });

export const unmergeList = done =>
  recent().length && mayWrite()
    ? html`<h2>Merged just now</h2>
        ${problem(state.error)}
        <ul>
          ${recent().map(
            each =>
              html`<li>
                ${plural(each.sources.length, 'record')} into
                ${each.type === 'opportunity' ? html`<a href="#/opportunities/${each.target}">${each.title}</a>` : each.title}
                <button class="quiet" ?disabled=${state.busy} @click=${() => undo(each, done)}>Undo this merge</button>
              </li>`,
          )}
        </ul>`
    : nothing;
