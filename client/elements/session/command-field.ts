/**
 * The field "Command" of a session, called "Answer" while a program waits: one line, or several of one input. Knows
 * history, completion, straightening and the guard over what is pasted; sending is the region's.
 */
import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { SessionId } from '../../../shared/model/ids.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import { typingWords } from '../../../shared/words/typing-words.ts';
import { registeredActions } from '../../actions/action-registry.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { isComposing } from '../../input/composition-guard.ts';
import { chordOf } from '../../input/key-chord.ts';
import { createKeymap } from '../../input/keymap.ts';
import { needsCheck } from '../../input/pasted-text.ts';
import { straightenTyped } from '../../input/straighten.ts';
import { LightElement } from '../base/light-element.ts';
import { FieldCompletion, type CompletedField, type TextControl } from './field-completion.ts';
import type { FieldMode } from './field-mode.ts';

const keymap = createKeymap(registeredActions);
/** Rows of the field of several lines, at least and at most. */
const LEAST_ROWS = 3;
const MOST_ROWS = 10;

/** `<command-field>`; one in a session. */
export class CommandField extends LightElement implements CompletedField {
  static override properties = {
    actions: { attribute: false },
    sessionId: { attribute: false },
    mode: { attribute: false },
    onSend: { attribute: false },
    onCheckPaste: { attribute: false },
    isMultiline: { state: true },
  };
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare mode: FieldMode;
  /** Enter was pressed where the form does not hear it. */
  declare onSend: (event: Event) => void;
  /** Something was pasted that a person should see first; it is not in the field yet. */
  declare onCheckPaste: (pasted: string) => void;
  declare isMultiline: boolean;
  readonly #completion = new FieldCompletion(this);

  constructor() {
    super();
    this.isMultiline = false;
  }

  /** What stands in the field. */
  get text(): string {
    return this.control()?.value ?? '';
  }

  control(): TextControl | null {
    const found = this.find(this.isMultiline ? '#command-lines' : '#command-field');
    const isField = found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement;
    return isField ? found : null;
  }

  /** Puts a text in, with the caret at its end; several lines make it a field of several lines. */
  async setText(text: string): Promise<void> {
    await this.#setMultiline(text.includes('\n'));
    const control = this.control();
    if (control === null) return;
    control.value = text;
    control.setSelectionRange(text.length, text.length);
    this.textChanged();
  }

  /** Puts a text in where the caret stands. */
  async insert(text: string): Promise<void> {
    await this.#setMultiline(this.isMultiline || text.includes('\n'));
    const control = this.control();
    if (control === null) return;
    const start = control.selectionStart ?? control.value.length;
    control.setRangeText(text, start, control.selectionEnd ?? start, 'end');
    this.textChanged();
  }

  /** A new line at the caret; the field holds several from then on. */
  async addLine(): Promise<void> {
    await this.insert('\n');
    this.actions.listening.say(typingWords.lineAdded(this.text.split('\n').length));
  }

  /** Empties the field once its text is sent. */
  clear(): void {
    void this.setText('');
  }

  textChanged(): void {
    if (this.mode === 'command') this.actions.typing.keepDraft(this.sessionId, this.text);
    this.#completion.forget();
    if (this.isMultiline) this.requestUpdate();
  }

  protected override firstUpdated(): void {
    const draft = this.actions.typing.draft(this.sessionId);
    if (draft !== '' && this.mode === 'command') void this.setText(draft);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('mode')) this.#completion.forget();
  }

  protected override render(): TemplateResult {
    const isAnswer = this.mode === 'answer' || this.mode === 'pager';
    const name = isAnswer ? pageWords.answer : pageWords.command;
    return html`
      <div class="field" ?hidden=${this.isMultiline}>
        <label for="command-field">${name}</label>
        <input
          id="command-field"
          type="text"
          autocomplete="off"
          autocapitalize="none"
          autocorrect="off"
          spellcheck="false"
          enterkeyhint="send"
          dir="auto"
          @keydown=${this.#onKeyDown}
          @input=${this.#onInput}
          @paste=${this.#onPaste}
        />
      </div>
      ${this.#lines(name)} ${this.#completion.render()}
    `;
  }

  #lines(name: string): TemplateResult {
    const rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, this.text.split('\n').length));
    return html`
      <div class="field" ?hidden=${!this.isMultiline}>
        <label for="command-lines">${name}</label>
        <textarea
          id="command-lines"
          rows=${this.isMultiline ? rows : LEAST_ROWS}
          autocomplete="off"
          autocapitalize="none"
          autocorrect="off"
          spellcheck="false"
          enterkeyhint="send"
          dir="auto"
          @keydown=${this.#onKeyDown}
          @input=${this.#onInput}
          @paste=${this.#onPaste}
        ></textarea>
      </div>
    `;
  }

  /** Text, caret and focus go over to the other field before the one they were in is hidden. */
  async #setMultiline(isMultiline: boolean): Promise<void> {
    if (isMultiline === this.isMultiline) return;
    const before = this.control();
    const hadFocus = before === document.activeElement;
    const caret = before?.selectionStart ?? 0;
    const text = before?.value ?? '';
    this.isMultiline = isMultiline;
    await this.updateComplete;
    const control = this.control();
    if (control === null || before === null) return;
    control.value = text;
    control.setSelectionRange(caret, caret);
    before.value = '';
    if (hadFocus) control.focus();
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const chord = chordOf(event);
    if (chord === 'Escape') this.#completion.escape();
    else if (chord === 'Tab' && this.mode === 'command' && this.#completion.takesTab()) {
      event.preventDefault();
      void this.#completion.ask();
    } else if (chord === 'Shift+Enter' && this.mode === 'command') {
      event.preventDefault();
      void this.addLine();
    } else if (chord === 'Enter' && this.isMultiline) this.onSend(event);
    else this.#walkHistory(event, keymap.get(chord));
  };

  /** Only what comes into the field is said, as a reader does not notice it by itself. */
  #walkHistory(event: KeyboardEvent, action: string | undefined): void {
    const control = this.control();
    if (this.mode !== 'command' || control === null) return;
    const caret = control.selectionStart ?? 0;
    const isOlder = action === 'older-command' && !control.value.slice(0, caret).includes('\n');
    const isNewer = action === 'newer-command' && !control.value.slice(caret).includes('\n');
    if (!isOlder && !isNewer) return;
    event.preventDefault();
    const history = this.actions.session.history(this.sessionId);
    const line = isOlder ? history.older(control.value) : history.newer();
    if (line === null) return;
    void this.setText(line);
    if (line !== '') this.actions.listening.say(line);
  }

  readonly #onInput = (event: Event): void => {
    const control = this.control();
    if (control === null) return;
    if (event instanceof InputEvent) straightenIn(control, event);
    this.textChanged();
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (!needsCheck(pasted)) return;
    event.preventDefault();
    this.onCheckPaste(pasted);
  };
}

/** Makes plain what was just typed bent; what is pasted is asked about, what is composed is left alone. */
function straightenIn(control: TextControl, event: InputEvent): void {
  const isTyped = event.inputType.startsWith('insert') && event.inputType !== 'insertFromPaste';
  if (!isTyped || event.isComposing || event.data === null) return;
  const caret = control.selectionStart ?? control.value.length;
  const plain = straightenTyped({ value: control.value, caret }, event.data);
  if (plain === null) return;
  control.value = plain.value;
  control.setSelectionRange(plain.caret, plain.caret);
}

customElements.define('command-field', CommandField);
