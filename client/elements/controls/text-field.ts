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
  const { id, type = 'text', autocomplete = 'off', isStart = false, value = '' } = field;
  const hint = note(`${id}-hint`, 'hint', field.hint);
  const error = note(`${id}-error`, 'error', field.error);
  // What is wrong is heard before what is meant.
  const describedBy = [error, hint].flatMap((part) => (part === null ? [] : [part.id])).join(' ');
  return html`
    <div class="field">
      <label for=${id}>${field.label}</label>
      <input
        id=${id}
        name=${id}
        type=${type}
        inputmode=${field.inputMode ?? nothing}
        .defaultValue=${value}
        autocomplete=${autocomplete}
        autocapitalize="none"
        autocorrect="off"
        spellcheck="false"
        aria-invalid=${error === null ? nothing : 'true'}
        aria-describedby=${describedBy === '' ? nothing : describedBy}
        ?data-start=${isStart}
        @input=${field.onInput ?? nothing}
      />
      ${hint?.template} ${error?.template}
    </div>
  `;
}

/** A paragraph that describes the field, or null where there is no text. */
function note(id: string, className: string, text: string | null | undefined) {
  if (text === null || text === undefined) return null;
  return { id, template: html`<p id=${id} class=${className}>${text}</p>` };
}
