import { html, nothing } from '../../lit.js';
import { corrected, patch } from '../../core/api.js';
import { at, label, person, shown } from '../../core/format.js';
import { readOpportunity } from '../../core/sla.js';
import { problem } from '../../core/ui.js';
import { attempt, focusOn, say, update } from '../../core/view.js';
import { inputs, members, texts } from './fields.js';

// Edits a record in place, and sends the changed members alone.
export function editor(state, accept) {
  const start = () => {
    state.editing = { first: texts(state.record), form: texts(state.record), conflict: null };
    focusOn('#f-title');
  };
  const stop = () => {
    Object.assign(state, { editing: null, error: null });
    update();
  };

  const changed = () =>
    Object.fromEntries(Object.entries(state.editing.form).filter(([name, text]) => text !== (state.editing.first[name] ?? '')));

  const save = event => {
    event?.preventDefault();
    const body = members(changed(), state.properties);
    return Object.keys(body).length ? attempt(state, () => send(body)) : stop();
  };

  async function send(body) {
    try {
      accept(await patch(`/opportunities/${state.id}`, body, state.etag));
      say('Saved.');
      focusOn('h1');
    } catch (error) {
      if (error.status !== 412) {
        throw error;
      }
      const now = await readOpportunity(state.id);
      state.editing.conflict = { now, theirs: differences(state.record, now.data) };
    }
  }

  // Keeps the texts of the user, over the version that the other one made.
  const rebase = () => {
    const { now } = state.editing.conflict;
    const mine = changed();
    Object.assign(state, { record: now.data, etag: now.etag });
    state.editing = { first: texts(now.data), form: { ...texts(now.data), ...mine }, conflict: null };
    update();
  };

  const more = name => ({
    value: state.editing.form[name] ?? '',
    error: state.error?.about?.(name) || undefined,
    input: event => {
      state.editing.form[name] = event.target.value;
      state.error = corrected(state.error, name);
      update();
    },
  });

  const form = () =>
    html`<h2>Edit</h2>
      <form novalidate @submit=${save}>
        ${conflict(state, rebase, () => accept(state.editing.conflict.now))}
        ${problem(state.error, Object.keys(state.editing.form).concat(state.properties.map(each => `custom.${each.keyName}`)))}
        <div class="form">${inputs(more, state)}</div>
        <div class="buttons">
          <button class="main" ?disabled=${state.busy || state.editing.conflict}>Save</button>
          <button type="button" class="quiet" @click=${stop}>Cancel</button>
        </div>
      </form>`;

  return { start, form };
}

function differences(before, after) {
  const from = texts(before);
  const to = texts(after);
  return Object.keys({ ...from, ...to, phase: 0 })
    .filter(name => (name === 'phase' ? before.phaseId !== after.phaseId : (from[name] ?? '') !== (to[name] ?? '')))
    .map(name => ({ name, to: name === 'phase' ? after.phase?.name : to[name] }));
}

function conflict({ editing }, rebase, discard) {
  if (!editing.conflict) {
    return nothing;
  }
  const { now, theirs } = editing.conflict;
  return html`<div class="problem" role="alert">
    <p>
      Not saved: ${now.data.updatedBy ? person(now.data.updatedBy) : 'Another call'} changed this record on
      ${at(now.data.updatedAt)}.
    </p>
    <ul>
      ${theirs.map(each => html`<li>${label(each.name)} is now ${shown(each.to)}</li>`)}
    </ul>
    <div class="buttons">
      <button type="button" @click=${rebase}>Keep my changes over it</button>
      <button type="button" class="quiet" @click=${discard}>Show theirs</button>
    </div>
  </div>`;
}
