import { html } from '../lit.js';
import { propertySection } from './setup/properties.js';
import { workflowSection } from './setup/workflows.js';

// What admins configure for all records of the company.
export default function setup() {
  const workflows = workflowSection();
  const properties = propertySection();
  return {
    title: 'Properties and workflows',
    render: () =>
      html`<div class="title"><h1 tabindex="-1">Properties and workflows</h1></div>
        ${workflows.render()}${properties.render()}`,
  };
}
