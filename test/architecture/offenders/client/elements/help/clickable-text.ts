/** Offends lit-a11y/click-events-have-key-events: what can be clicked can be reached by keys. */
import { html, type TemplateResult } from 'lit';

const open = (): void => undefined;
export const helpLink = (): TemplateResult => html`<div @click=${open}>Help</div>`;
