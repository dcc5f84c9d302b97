import { html, nothing } from '../../lit.js';
import { call, patch, post, remove } from '../../core/api.js';
import { forget, workflows } from '../../core/data.js';
import { maySetUp } from '../../core/session.js';
import { empty, field, problem } from '../../core/ui.js';
import { attempt, say, update } from '../../core/view.js';
import { phaseRows } from './phases.js';

// Workflows and their phases. A change names the version that the form began with.
export function workflowSection() {
  const state = { all: [], editing: null, etag: null, busy: false, error: null, loaded: false };
  const read = () =>
    attempt(state, async () => {
      state.all = await workflows();
      state.loaded = true;
    });
  const done = async text => {
    forget('workflows');
    state.editing = null;
    say(text);
    await read();
  };
  const save = event => {
    event.preventDefault();
    const { id, name, phases } = state.editing;
    const body = {
      name,
      phases: phases.map(each => ({
        ...(each.id ? { id: each.id } : {}),
        name: each.name,
        yellowSla: each.yellowSla === '' ? null : each.yellowSla,
        redSla: each.redSla === '' ? null : each.redSla,
      })),
    };
    return attempt(state, async () => {
      await (id ? patch(`/workflows/${id}`, body, state.etag) : post('/workflows', body));
      await done('Saved. Records in it keep the names of their phases.');
    });
  };
  const open = workflow =>
    attempt(state, async () => {
      const { data, etag } = await call('GET', `/workflows/${workflow.id}`);
      Object.assign(state, { editing: data, etag });
    });
  const drop = workflow =>
    confirm(`Remove ${workflow.name}?`) &&
    attempt(state, async () => {
      await remove(`/workflows/${workflow.id}`);
      await done('Removed.');
    });
  const begin = () => {
    Object.assign(state, { editing: { name: '', phases: [{ name: '' }, { name: '' }] }, etag: null, error: null });
    update();
  };
  const cancel = () => {
    Object.assign(state, { editing: null, error: null });
    update();
  };
  read();
  return {
    render: () =>
      html`<h2>Workflows</h2>
        ${problem(state.editing ? null : state.error)}${list(state, open, drop)}
        ${maySetUp() ? (state.editing ? form(state, save, cancel) : html`<button @click=${begin}>New workflow</button>`) : nothing}`,
  };
}

const list = (state, open, drop) =>
  state.all.length
    ? state.all.map(
        each =>
          html`<h3>${each.name}</h3>
            <ol class="phases" aria-label="Phases of ${each.name}">
              ${each.phases.map(
                phase =>
                  html`<li>
                    ${phase.name}${
                      phase.redSla === null
                        ? nothing
                        : html` <span class="hint">${phase.yellowSla ?? '–'} / ${phase.redSla} days</span>`
                    }
                  </li>`,
              )}
            </ol>
            ${
              maySetUp()
                ? html`<div class="buttons">
                    <button ?disabled=${state.busy} @click=${() => open(each)}>
                      Edit<span class="away"> ${each.name}</span>
                    </button>
                    <button class="danger" ?disabled=${state.busy} @click=${() => drop(each)}>
                      Remove<span class="away"> ${each.name}</span>
                    </button>
                  </div>`
                : nothing
            }`,
      )
    : state.loaded
      ? empty('No workflows', 'A workflow is the way of a record from phase to phase. The board shows one column for each.')
      : nothing;

const form = (state, save, cancel) =>
  html`<form class="panel" novalidate @submit=${save}>
    <h3>${state.editing.id ? state.editing.name : 'New workflow'}</h3>
    ${problem(state.error, ['name'])}
    <div class="form">
      ${field({
        name: 'name',
        id: 'w-name',
        text: 'Name',
        required: true,
        value: state.editing.name,
        error: state.error?.about?.('name') || undefined,
        input: event => {
          state.editing.name = event.target.value;
        },
      })}
    </div>
    ${phaseRows(state.editing)}
    <div class="buttons">
      <button class="main" ?disabled=${state.busy}>Save</button
      ><button type="button" class="quiet" @click=${cancel}>Cancel</button>
    </div>
  </form>`;
