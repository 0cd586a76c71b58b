/** Clean: a view reads a store and renders with lit. */
import { html, type TemplateResult } from 'lit';
import { hosts } from '../../stores/hosts.ts';

export const hostsView = (): TemplateResult => html`<p>${hosts.length} hosts</p>`;
