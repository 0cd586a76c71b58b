/** A labelled text field with hint and error, tied together by `aria-describedby`. A template, not an element. */
import { html, nothing, type TemplateResult } from 'lit';

/** What the field is and does. */
export interface TextField {
  /** Unique on the page. */
  readonly id: string;
  readonly label: string;
  readonly value?: string;
  readonly hint?: string | null;
  /** What is wrong with it, in words, or null. */
  readonly error?: string | null;
  readonly type?: 'text' | 'password' | 'search';
  readonly inputMode?: 'text' | 'numeric' | 'url';
  readonly autocomplete?: string;
  /** Gets the focus when its dialog opens. */
  readonly isStart?: boolean;
  readonly onInput?: (event: Event) => void;
}

/** The field as a template. Corrections and capitals are off: what is typed here is never prose. */
export function textField(field: TextField): TemplateResult {
  const { id, hint = null, error = null } = field;
  const hintId = hint === null ? '' : `${id}-hint`;
  const errorId = error === null ? '' : `${id}-error`;
  const describedBy = `${errorId} ${hintId}`.trim();
  return html`
    <div class="field">
      <label for=${id}>${field.label}</label>
      <input
        id=${id}
        name=${id}
        type=${field.type ?? 'text'}
        inputmode=${field.inputMode ?? nothing}
        .defaultValue=${field.value ?? ''}
        autocomplete=${field.autocomplete ?? 'off'}
        autocapitalize="none"
        autocorrect="off"
        spellcheck="false"
        aria-invalid=${error === null ? nothing : 'true'}
        aria-describedby=${describedBy === '' ? nothing : describedBy}
        ?data-start=${field.isStart === true}
        @input=${field.onInput ?? nothing}
      />
      ${hint === null ? nothing : html`<p id=${hintId} class="hint">${hint}</p>`}
      ${error === null ? nothing : html`<p id=${errorId} class="error">${error}</p>`}
    </div>
  `;
}
