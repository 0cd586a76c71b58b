/** The field for what is typed hidden, and the button that shows it. A template, not an element. */
import { html, type TemplateResult } from 'lit';
import type { ProgramPrompt } from '../../../shared/terminal/command-block.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import { typingWords } from '../../../shared/words/typing-words.ts';

/** How the field stands. */
export interface PasswordField {
  readonly isThere: boolean;
  /** Whether the person wants to see, and hear, what is typed for this prompt. */
  readonly isShown: boolean;
  readonly echo: ProgramPrompt['echo'];
  readonly onToggle: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Its kind says that typing is hidden, and so does the announcement; a third time would be one too many.
 * Outside the form, without a name and, for Chromium, a one-time code: no password store takes it for a sign-in.
 * The button takes the focus from the field: a focused field that changes its kind lets a reader speak a letter.
 */
export function passwordField(field: PasswordField): TemplateResult {
  const hint = field.isShown
    ? pageWords.typingShown
    : field.echo === 'on'
      ? typingWords.serverShowsTyping
      : pageWords.typingHidden;
  return html`
    <div class="field" ?hidden=${!field.isThere}>
      <label for="password-field">${pageWords.password}</label>
      <input
        id="password-field"
        type=${field.isShown ? 'text' : 'password'}
        autocomplete="one-time-code"
        autocapitalize="none"
        autocorrect="off"
        spellcheck="false"
        enterkeyhint="send"
        data-1p-ignore
        data-lpignore="true"
        data-bwignore
        @keydown=${field.onKeyDown}
      />
      <p class="hint">${hint}</p>
      <button
        type="button"
        class="quiet"
        aria-pressed=${field.isShown ? 'true' : 'false'}
        @click=${field.onToggle}
      >
        ${typingWords.showTyped}
      </button>
    </div>
  `;
}
