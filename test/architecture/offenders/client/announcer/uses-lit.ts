/** Offends boundaries/dependencies: the announcer knows no elements. */
import { html } from 'lit';

export const template = html`<p></p>`;
