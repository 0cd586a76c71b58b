/** A button that shows and hides what stands after it (WAI-ARIA disclosure pattern). A template, not an element. */
import { html, nothing, type TemplateResult } from 'lit';

/** What is disclosed. */
export interface Disclosure {
  /** Unique on the page; the id of what is shown. */
  readonly id: string;
  readonly label: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** Keeps the focus where it is on a pointer press. */
  readonly onMouseDown?: (event: Event) => void;
}

/** The button and, while it is open, the content after it. */
export function disclosure(parts: Disclosure, content: () => TemplateResult): TemplateResult {
  return html`
    <button
      type="button"
      class="quiet"
      aria-expanded=${parts.isOpen ? 'true' : 'false'}
      aria-controls=${parts.id}
      @click=${parts.onToggle}
      @mousedown=${parts.onMouseDown ?? nothing}
    >
      ${parts.label}
    </button>
    <div id=${parts.id} class="disclosed" ?hidden=${!parts.isOpen}>
      ${parts.isOpen ? content() : nothing}
    </div>
  `;
}
