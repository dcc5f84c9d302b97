import { html, nothing } from '../../lit.js';
import { patch } from '../../core/api.js';
import { at, person } from '../../core/format.js';
import { readOpportunity, withPhaseSince } from '../../core/sla.js';
import { problem } from '../../core/ui.js';
import { focusOn, say } from '../../core/view.js';

// Moves records between phases. A record that changed since it was read is shown as it is now, and not overwritten.
export function moves(state) {
  let conflict = null;
  let error = null;

  const replace = record => {
    state.records = state.records.map(each => (each.id === record.id ? record : each));
  };

  // The button of the moved card takes the focus that its old place has lost: that of the same arrow, else the only one.
  const redraw = ({ id }, arrow) =>
    focusOn(`#moves-${id} :is([data-arrow="${arrow}"], :only-child)`, () => document.activeElement === document.body);

  async function to(record, column, arrow = '→') {
    conflict = error = null;
    state.moving = record.id;
    replace({ ...record, phaseId: column.id, phase: { ...record.phase, id: column.id, name: column.name } });
    redraw(record, arrow);
    try {
      await write(record, column);
    } catch (failure) {
      replace(record);
      error = failure;
    }
    state.moving = null;
    redraw(record, arrow);
  }

  // The list has no versions, so the version is read first, and must be the one that the board shows.
  async function write(record, column) {
    const now = await readOpportunity(record.id);
    if (now.data.updatedAt !== record.updatedAt) {
      return clash(now.data, column);
    }
    try {
      const { data } = await patch(`/opportunities/${record.id}`, { phaseId: column.id }, now.etag);
      replace(withPhaseSince(data, now.data));
      say(`${record.title} is now in ${column.name}.`);
    } catch (failure) {
      if (failure.status !== 412) {
        throw failure;
      }
      clash((await readOpportunity(record.id)).data, column);
    }
  }

  function clash(record, column) {
    replace(record);
    conflict = { record, column };
  }

  function notice() {
    if (!conflict) {
      return problem(error);
    }
    const { record, column } = conflict;
    return html`<div class="problem" role="alert">
      <p>
        Not moved to ${column.name}: ${record.updatedBy ? person(record.updatedBy) : 'Another call'} changed
        <a href="#/opportunities/${record.id}">${record.title}</a> on ${at(record.updatedAt)}. It is now
        ${record.isActive ? `in ${record.phase?.name ?? 'no phase'}` : 'archived'}.
      </p>
      <p>
        ${
          record.isActive && record.phaseId !== column.id
            ? html`<button @click=${() => to(record, column)}>Move it to ${column.name} all the same</button>`
            : nothing
        }
        <button
          class="quiet"
          @click=${() => {
            conflict = null;
            redraw(record, '→');
          }}
        >
          Leave it there
        </button>
      </p>
    </div>`;
  }

  return { to, notice };
}
