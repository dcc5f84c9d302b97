import { html, keyed, nothing } from '../../lit.js';
import { call, get, patch, post, remove } from '../../core/api.js';
import { forget } from '../../core/data.js';
import { words } from '../../core/format.js';
import { maySetUp } from '../../core/session.js';
import { empty, field, problem, values } from '../../core/ui.js';
import { attempt, say, update } from '../../core/view.js';

const TYPES = ['TEXT', 'NUMERIC', 'CHECKBOX', 'DATE', 'DATETIME', 'DROPDOWN', 'EMAIL', 'PHONE', 'URL'];
const FIELDS = ['name', 'keyName', 'type', 'recordType', 'options', 'isMultiple'];

const lines = text =>
  text
    .split('\n')
    .map(each => each.trim())
    .filter(Boolean);

// Custom properties of opportunities and accounts.
export function propertySection() {
  const state = { all: {}, editing: null, busy: false, error: null, loaded: false };
  const read = () =>
    attempt(state, async () => {
      forget('properties');
      state.all = await get('/properties', { record_type: 'opportunity,account' });
      state.loaded = true;
    });
  const save = event => {
    event.preventDefault();
    const form = values(event.target);
    const { id, etag } = state.editing;
    state.editing = { ...state.editing, ...form, options: lines(form.options ?? '') };
    const options = lines(form.options ?? '');
    return attempt(state, async () => {
      await (id
        ? patch(`/properties/${id}`, { name: form.name, ...(state.editing.type === 'DROPDOWN' ? { options } : {}) }, etag)
        : post('/properties', {
            recordType: form.recordType,
            name: form.name,
            type: form.type,
            isMultiple: form.isMultiple === 'true',
            ...(form.keyName ? { keyName: form.keyName } : {}),
            ...(form.type === 'DROPDOWN' ? { options } : {}),
          }));
      state.editing = null;
      say('Saved.');
      await read();
    });
  };
  const drop = property =>
    confirm(`Remove ${property.name}? Records show it no more.`) &&
    attempt(state, async () => {
      await remove(`/properties/${property.id}`);
      say('Removed.');
      await read();
    });
  const open = property => {
    Object.assign(state, { editing: property, error: null });
    update();
  };
  // Reads the property again, which others may have changed meanwhile.
  const edit = property =>
    property?.id
      ? attempt(state, async () => {
          const { data, etag } = await call('GET', `/properties/${property.id}`);
          open({ ...data, etag });
        })
      : open(property);
  read();
  return {
    render: () =>
      html`<h2>Custom properties</h2>
        ${problem(state.editing ? null : state.error)}
        ${['opportunity', 'account'].map(type =>
          table(
            type,
            (state.all[type] ?? []).filter(each => each.isCustom),
            state,
            edit,
            drop,
          ),
        )}
        ${maySetUp() ? (state.editing ? form(state, save, () => edit(null)) : html`<button @click=${() => edit({ type: 'TEXT', recordType: 'opportunity' })}>New property</button>`) : nothing}`,
  };
}

const table = (type, all, state, edit, drop) =>
  html`<h3>${type === 'account' ? 'Accounts' : 'Opportunities'}</h3>
    ${
      all.length
        ? html`<div class="wide" tabindex="0" role="group" aria-label="Properties of ${type}">
            <table>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Key</th>
                  <th scope="col">Type</th>
                  <th scope="col">Options</th>
                  <th scope="col"><span class="away">Actions</span></th>
                </tr>
              </thead>
              <tbody>
                ${all.map(
                  each =>
                    html`<tr>
                      <td>${each.name}</td>
                      <td><code class="short">custom.${each.keyName}</code></td>
                      <td>${words(each.type)}${each.isMultiple ? ', several' : ''}</td>
                      <td>${each.options.join(', ')}</td>
                      <td>
                        ${
                          maySetUp()
                            ? html`<div class="buttons">
                                <button @click=${() => edit(each)}>Edit<span class="away"> ${each.name}</span></button>
                                <button class="danger" ?disabled=${state.busy} @click=${() => drop(each)}>
                                  Remove<span class="away"> ${each.name}</span>
                                </button>
                              </div>`
                            : nothing
                        }
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
        : state.loaded
          ? empty(
              'No properties',
              'A custom property is a value of your own, such as the type of a roof. It is checked, shown and searched like any other.',
            )
          : nothing
    }`;

function form(state, save, cancel) {
  const property = state.editing;
  const one = (name, text, options) =>
    field({
      name,
      text,
      id: `p-${name}`,
      value: property[name] ?? '',
      error: state.error?.about?.(name) || undefined,
      ...options,
    });
  const retype = event => {
    const form = values(event.target.form);
    state.editing = { ...property, ...form, options: lines(form.options ?? '') };
    update();
  };
  return keyed(
    property.id ?? 'new',
    html`<form class="panel" novalidate @submit=${save}>
    <h3>${property.id ? property.name : 'New property'}</h3>
    ${problem(state.error, FIELDS)}
    <div class="form">
      ${one('name', 'Name', { required: true })}${
        property.id
          ? nothing
          : html` ${one('recordType', 'Of', {
              options: [
                ['opportunity', 'Opportunities'],
                ['account', 'Accounts'],
              ],
            })}
            ${one('type', 'Type', { options: TYPES.map(each => [each, words(each)]), change: retype })}${one('keyName', 'Key', { hint: 'Empty: made from the name' })}
            ${one('isMultiple', 'Values', {
              options: [
                ['false', 'One'],
                ['true', 'Several'],
              ],
            })}`
      }
      ${property.type === 'DROPDOWN' ? html`<div class="all">${one('options', 'Options', { rows: 5, hint: 'One a line', value: (property.options ?? []).join('\n') })}</div>` : nothing}
    </div>
    <div class="buttons">
      <button class="main" ?disabled=${state.busy}>Save</button
      ><button type="button" class="quiet" @click=${cancel}>Cancel</button>
    </div>
  </form>`,
  );
}
