/**
 * The region "Command": Latest, answer buttons, the field, Run, Stop, More. Controls never vanish under the finger,
 * and hidden typing has a field of its own, so that no letter is ever echoed by a switched one.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { latestLabel } from '../../../shared/speech/block-labels.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { BlockId } from '../../../shared/model/ids.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import { typingWords } from '../../../shared/words/typing-words.ts';
import { registeredActions } from '../../actions/action-registry.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { isComposing } from '../../input/composition-guard.ts';
import { chordOf } from '../../input/key-chord.ts';
import { createKeymap } from '../../input/keymap.ts';
import { pastedLine } from '../../input/pasted-line.ts';
import { straightenTyped } from '../../input/straighten.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { keepFocus, LightElement } from '../base/light-element.ts';
import { disclosure } from '../controls/disclosure.ts';
import { pagerKeys, type Answer } from '../../input/answers.ts';
import { AnswerGroups, groupId } from './answer-buttons.ts';
import { fieldMode, waitingPrompt, type FieldMode } from './field-mode.ts';
import './lines-before.ts';
import { passwordField } from './password-field.ts';
import { sessionMore } from './session-more.ts';

const keymap = createKeymap(registeredActions);

/** `<command-region>`. */
export class CommandRegion extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    sessionId: { attribute: false },
    view: { attribute: false },
    goToLatest: { attribute: false },
    isMoreOpen: { state: true },
    isTypingShown: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare view: SessionView;
  declare goToLatest: () => void;
  declare isMoreOpen: boolean;
  /** Whether hidden typing is shown, for the prompt that waits. */
  declare isTypingShown: boolean;
  readonly #answers = new AnswerGroups();
  #latestId: BlockId | null = null;
  #mode: FieldMode = 'command';

  constructor() {
    super();
    this.isMoreOpen = false;
    this.isTypingShown = false;
  }

  protected override watched() {
    return [this.stores.preferences];
  }

  /** Moves the focus to the field that is shown, when it is drawn. */
  async focusField(): Promise<void> {
    await this.updateComplete;
    this.#field()?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    // "Latest" names the newest command that has ended, so that it changes only when one ends.
    this.#latestId = this.view.blocks.findLast((block) => block.durationMs !== null)?.id ?? null;
    this.#mode = fieldMode(this.view);
    if (this.#mode !== 'password') this.isTypingShown = false;
    this.#answers.follow(this.view, this.#isFocusInAnswers);
  }

  protected override update(changed: PropertyValues<this>): void {
    const focused = document.activeElement;
    const wasInField = focused instanceof HTMLInputElement && this.contains(focused);
    super.update(changed);
    // Only one of the two fields is shown; the focus goes with it.
    if (wasInField && this.#field() !== focused) this.#field()?.focus();
  }

  protected override render(): TemplateResult {
    const { view, actions } = this;
    const isWriter = actions.session.isWriter(view);
    return html`
      <section class="command" aria-labelledby="command-heading">
        <h2 id="command-heading">${pageWords.command}</h2>
        ${isWriter ? nothing : this.#takeOver()} ${this.#latest()}
        ${this.#answers.render(this.#answer, this.#onAnswersLeft)}
        <lines-before
          .stores=${this.stores}
          .actions=${actions}
          .sessionId=${this.sessionId}
        ></lines-before>
        ${this.#passwordField()}
        <form novalidate role="none" @submit=${this.#onSubmit}>
          <div class="field" ?hidden=${this.#mode === 'password'}>
            <label for="command-field">${this.#fieldName()}</label>
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
          <div class="buttons">
            <button type="submit" class="primary" @mousedown=${keepFocus}>
              ${this.#mode === 'command' ? pageWords.run : pageWords.send}
            </button>
            <button
              type="button"
              @mousedown=${keepFocus}
              @click=${() => actions.session.stop(this.sessionId)}
            >
              ${pageWords.stop}
            </button>
          </div>
        </form>
        ${disclosure(
          {
            id: 'session-more',
            label: pageWords.more,
            isOpen: this.isMoreOpen,
            onToggle: () => (this.isMoreOpen = !this.isMoreOpen),
            onMouseDown: keepFocus,
          },
          () => sessionMore(this.stores, actions, this.sessionId),
        )}
      </section>
    `;
  }

  #takeOver(): TemplateResult {
    const deviceName = this.view.writer?.deviceName ?? '';
    return html`
      <p>${pageWords.readingOnly(deviceName)}</p>
      <button
        type="button"
        @click=${() => void this.actions.session.takeOver(this.sessionId).then(() => this.focusField())}
      >
        ${pageWords.takeOver(deviceName)}
      </button>
    `;
  }

  #latest(): TemplateResult | typeof nothing {
    const latest = this.view.blocks.find((block) => block.id === this.#latestId);
    if (latest === undefined) return nothing;
    return html`<button type="button" class="latest" @click=${this.goToLatest}>
      ${pageWords.latest(latestLabel(latest))}
    </button>`;
  }

  #passwordField(): TemplateResult {
    return passwordField({
      isThere: this.#mode === 'password',
      isShown: this.isTypingShown,
      echo: waitingPrompt(this.view)?.echo ?? 'unknown',
      onToggle: () => (this.isTypingShown = !this.isTypingShown),
      onKeyDown: this.#onPasswordKeyDown,
    });
  }

  #fieldName(): string {
    return this.#mode === 'answer' || this.#mode === 'pager' ? pageWords.answer : pageWords.command;
  }

  #field(): HTMLInputElement | null {
    return this.findInput(this.#mode === 'password' ? '#password-field' : '#command-field');
  }

  readonly #isFocusInAnswers = (id: number): boolean =>
    this.find(`#${groupId(id)}`)?.contains(document.activeElement) === true;

  readonly #onAnswersLeft = (event: FocusEvent): void => {
    const next = event.relatedTarget;
    const holds = (id: number): boolean =>
      next instanceof Node && this.find(`#${groupId(id)}`)?.contains(next) === true;
    if (this.#answers.forgetAnswered(holds)) this.requestUpdate();
  };

  readonly #answer = ({ kind, text }: Answer): void => {
    const { session, listening } = this.actions;
    if (kind === 'line') session.sendLine(this.sessionId, text);
    else if (kind === 'keys') session.sendKeys(this.sessionId, text);
    else {
      const field = this.findInput('#command-field');
      const wanted = field?.value ?? '';
      if (wanted === '') listening.say(typingWords.searchNeedsText);
      else if (session.sendKeys(this.sessionId, `/${wanted}\r`) && field !== null) field.value = '';
    }
  };

  readonly #onPasswordKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !isComposing(event)) this.#onSubmit(event);
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const field = this.#field();
    if (field === null) return;
    const { session } = this.actions;
    const text = field.value;
    if (this.#mode === 'password') {
      // Emptied first: whatever happens, the secret does not stay in the page.
      field.value = '';
      session.sendSecret(this.sessionId, text);
      return;
    }
    const isSent =
      this.#mode === 'pager'
        ? session.sendKeys(this.sessionId, pagerKeys(text))
        : session.sendLine(this.sessionId, text);
    if (!isSent) return;
    field.value = '';
    if (this.#mode === 'command') session.history(this.sessionId).add(text);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const action = keymap.get(chordOf(event));
    if (action !== 'older-command' && action !== 'newer-command') return;
    if (this.#mode !== 'command') return;
    event.preventDefault();
    this.#showFromHistory(action);
  };

  /** Only what comes into the field is said, as a reader does not notice it by itself. */
  #showFromHistory(action: 'older-command' | 'newer-command'): void {
    const field = this.findInput('#command-field');
    if (field === null) return;
    const history = this.actions.session.history(this.sessionId);
    const line = action === 'older-command' ? history.older(field.value) : history.newer();
    if (line === null) return;
    field.value = line;
    field.setSelectionRange(line.length, line.length);
    if (line !== '') this.actions.listening.say(line);
  }

  readonly #onInput = (event: Event): void => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || !(event instanceof InputEvent)) return;
    const isTyped = event.inputType.startsWith('insert') && event.inputType !== 'insertFromPaste';
    if (!isTyped || event.isComposing || event.data === null) return;
    const caret = field.selectionStart ?? field.value.length;
    const plain = straightenTyped({ value: field.value, caret }, event.data);
    if (plain === null) return;
    field.value = plain.value;
    field.setSelectionRange(plain.caret, plain.caret);
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    const field = event.target;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!(field instanceof HTMLInputElement) || !/[\r\n]/.test(text)) return;
    event.preventDefault();
    const start = field.selectionStart ?? field.value.length;
    field.setRangeText(pastedLine(text), start, field.selectionEnd ?? start, 'end');
  };
}

customElements.define('command-region', CommandRegion);
