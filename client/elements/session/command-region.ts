/**
 * The region "Command": Latest, answer buttons, the field, Run, Stop, More. Controls never vanish under the finger,
 * and hidden typing has a field of its own, so that no letter is ever echoed by a switched one.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { latestLabel } from '../../../shared/speech/block-labels.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { BlockId } from '../../../shared/model/ids.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';
import { keysWords } from '../../../shared/words/keys-words.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import { typingWords } from '../../../shared/words/typing-words.ts';
import { INPUT_TEXT_LIMIT } from '../../../shared/protocol/input-conversation.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { isComposing } from '../../input/composition-guard.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { keepFocus, LightElement } from '../base/light-element.ts';
import { disclosure } from '../controls/disclosure.ts';
import { pagerKeys, type Answer } from '../../input/answers.ts';
import { AnswerGroups, groupId } from './answer-buttons.ts';
import { CommandField } from './command-field.ts';
import { FieldDialogs } from './field-dialogs.ts';
import { fieldMode, waitingPrompt, type FieldMode } from './field-mode.ts';
import './lines-before.ts';
import { passwordField } from './password-field.ts';
import './keys-bar.ts';
import { sessionMore } from './session-more.ts';

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
  readonly #dialogs = new FieldDialogs(this);
  #shown = new AbortController();
  #latestId: BlockId | null = null;
  #mode: FieldMode = 'command';

  constructor() {
    super();
    this.isMoreOpen = false;
    this.isTypingShown = false;
  }

  protected override watched() {
    return [this.stores.preferences, this.stores.listening];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#shown = new AbortController();
    this.actions.typing.onWish(({ sessionId, wish }) => {
      if (sessionId !== this.sessionId) return;
      void (wish === 'history' ? this.#dialogs.openHistory() : this.editLast());
    }, this.#shown.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#shown.abort();
  }

  /** Moves the focus to the field that is shown, when it is drawn. */
  async focusField(): Promise<void> {
    await this.updateComplete;
    this.#field()?.focus();
  }

  commandField(): CommandField | null {
    const found = this.find('command-field');
    return found instanceof CommandField ? found : null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    // "Latest" names the newest command that has ended, so that it changes only when one ends.
    this.#latestId = this.view.blocks.findLast((block) => block.durationMs !== null)?.id ?? null;
    this.#mode = fieldMode(this.view);
    if (this.#mode !== 'password') this.isTypingShown = false;
    this.#answers.follow(this.view, this.#isFocusInAnswers);
    const before = this.view.blocks.filter(({ kind }) => kind === 'command');
    const history = this.actions.session.history(this.sessionId);
    history.seed(before.map(({ commandLine }) => commandLine));
  }

  protected override update(changed: PropertyValues<this>): void {
    const focused = document.activeElement;
    const wasInField =
      focused !== null && [this.#passwordInput(), this.#textControl()].includes(focused);
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
          <command-field
            ?hidden=${this.#mode === 'password'}
            .actions=${actions}
            .sessionId=${this.sessionId}
            .mode=${this.#mode}
            .onSend=${this.#onSubmit}
            .onCheckPaste=${(pasted: string) => void this.#dialogs.checkPaste(pasted)}
          ></command-field>
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
        <keys-bar
          .actions=${actions}
          .sessionId=${this.sessionId}
          .view=${view}
          .returnToCommand=${this.#returnFromKeys}
        ></keys-bar>
        ${disclosure(
          {
            id: 'session-more',
            label: pageWords.more,
            isOpen: this.isMoreOpen,
            onToggle: () => (this.isMoreOpen = !this.isMoreOpen),
            onMouseDown: keepFocus,
          },
          () => html` ${this.#typingTools()} ${sessionMore(this.stores, actions, this.sessionId)} `,
        )}
        ${this.#dialogs.render()}
      </section>
    `;
  }

  readonly #returnFromKeys = (): void => {
    this.actions.listening.say(keysWords.keysLeft);
    void this.focusField();
  };

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

  /** Of use only where a command is typed. */
  #typingTools(): TemplateResult | typeof nothing {
    if (this.#mode !== 'command') return nothing;
    const button = (label: string, onClick: () => void): TemplateResult =>
      html`<button type="button" @mousedown=${keepFocus} @click=${onClick}>${label}</button>`;
    return html`
      ${button(typingWords.history, () => void this.#dialogs.openHistory())}
      ${button(typingWords.editLast, () => void this.editLast())}
      ${button(typingWords.addLine, () => void this.#addLine())}
    `;
  }

  /** Puts the newest command into the field, to be changed and run again. */
  async editLast(): Promise<void> {
    const [line] = this.actions.session.history(this.sessionId).newestFirst();
    if (line === undefined) this.actions.listening.say(typingWords.historyFound(0));
    else await this.commandField()?.setText(line);
    await this.focusField();
  }

  async #addLine(): Promise<void> {
    await this.focusField();
    await this.commandField()?.addLine();
  }

  #passwordInput(): Element | null {
    return this.find('#password-field');
  }

  #textControl(): HTMLElement | null {
    return this.commandField()?.control() ?? null;
  }

  #field(): HTMLElement | null {
    return this.#mode === 'password' ? this.find('#password-field') : this.#textControl();
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
      const field = this.commandField();
      const wanted = field?.text ?? '';
      if (wanted === '') listening.say(typingWords.searchNeedsText);
      else if (session.sendKeys(this.sessionId, `/${wanted}\r`)) field?.clear();
    }
  };

  readonly #onPasswordKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !isComposing(event)) this.#onSubmit(event);
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.#mode === 'password') this.#sendSecret();
    else {
      const field = this.commandField();
      if (field !== null && this.send(field.text)) field.clear();
    }
  };

  #sendSecret(): void {
    const field = this.findInput('#password-field');
    if (field === null) return;
    const secret = field.value;
    // Emptied first: whatever happens, the secret does not stay in the page.
    field.value = '';
    this.actions.session.sendSecret(this.sessionId, secret);
  }

  /** Sends a text as the field would; false when it was not taken, which has been said. */
  send(text: string): boolean {
    const { session, listening } = this.actions;
    if (text.length > INPUT_TEXT_LIMIT) {
      listening.say(typingWords.tooLong(INPUT_TEXT_LIMIT));
      return false;
    }
    if (this.#mode === 'pager') return session.sendKeys(this.sessionId, pagerKeys(text));
    // Taken before it is sent: what is sent changes the mode.
    const isCommand = this.#mode === 'command';
    const isSent = session.sendLine(this.sessionId, text);
    if (isSent && isCommand) session.history(this.sessionId).add(text);
    return isSent;
  }

  get takesLines(): boolean {
    return this.#mode === 'command';
  }
}

customElements.define('command-region', CommandRegion);
