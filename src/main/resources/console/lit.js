// The one place that names the version of the library, which pom.xml sets too.
export { html, nothing, render } from './lib/3.3.1/lit-html.js';
export { keyed } from './lib/3.3.1/directives/keyed.js';
export { live } from './lib/3.3.1/directives/live.js';
export { repeat } from './lib/3.3.1/directives/repeat.js';
