/** Asks for a password or other answers while signing in. Its first words are always Earshot's own. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { SessionTarget, SignInQuestion } from '../../../shared/terminal/session-view.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { AppDialog } from '../controls/app-dialog.ts';
import { textField } from '../controls/text-field.ts';

/** `<sign-in-dialog>`; it stays open over several questions, so that its live regions are there when one is refused. */
export class SignInDialog extends AppDialog {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    sessionId: { attribute: false },
    target: { attribute: false },
    question: { attribute: false },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare target: SessionTarget;
  declare question: SignInQuestion;
  #isAnswered = false;

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('question') || changed.get('question') === undefined) return;
    this.#isAnswered = false;
    // Between two questions the session connects for a moment, and the dialog was about to go.
    this.askAgain();
  }

  protected override heading(): string {
    const { userName, hostName } = this.target;
    return this.#isPassword()
      ? pageWords.asksPassword(userName, hostName)
      : pageWords.asksAnswer(userName, hostName);
  }

  /** PAM asks for the password itself by keyboard-interactive: one hidden prompt of that name. Only which fixed words are used depends on it. */
  #isPassword(): boolean {
    const [first, second] = this.question.prompts;
    if (this.question.method === 'password') return true;
    return (
      second === undefined &&
      first?.echo === false &&
      /^\W*(?:\S+'s )?password\W*$/i.test(first.text)
    );
  }

  /** The field gets the focus, and the text before it belongs to the question. */
  protected override describedBy(): readonly string[] {
    return this.question.serverSays === '' ? [] : ['sign-in-server'];
  }

  protected override cancelled(): void {
    this.#answer(null);
  }

  protected override content(): TemplateResult {
    const { question } = this;
    const { practice } = this.stores.device.get().offers;
    const isPractice = this.target.kind === 'practice' && practice !== null;
    return html`
      ${isPractice ? html`<p>${pageWords.practicePassword(practice.password)}</p>` : nothing}
      ${question.serverSays === '' ? nothing : serverText('sign-in-server', question.serverSays)}
      <form novalidate @submit=${this.#onSubmit}>
        ${keyed(
          question.questionId,
          question.prompts.map((prompt, index) => this.#prompt(prompt, index)),
        )}
        <div class="buttons">
          <button type="submit" class="primary">${pageWords.signIn}</button>
          <button type="button" @click=${() => this.#answer(null)}>${pageWords.cancel}</button>
        </div>
      </form>
    `;
  }

  #prompt(prompt: SignInQuestion['prompts'][number], index: number): TemplateResult {
    const isOnly = this.question.prompts.length === 1;
    const isPassword = this.#isPassword();
    const label = isPassword
      ? isOnly
        ? pageWords.password
        : pageWords.numberedPassword(index + 1)
      : isOnly
        ? pageWords.answer
        : pageWords.numberedAnswer(index + 1);
    const isRefused = index === 0 && this.question.refused;
    const says = prompt.text.trim();
    return html`
      ${says === '' || isPassword ? nothing : serverText(`sign-in-says-${index}`, says)}
      ${textField({
        id: `sign-in-${index}`,
        label,
        type: prompt.echo ? 'text' : 'password',
        error: isRefused ? pageWords.signInRefused(this.question.triesLeft) : null,
        hint: prompt.echo ? pageWords.typingShown : null,
        // Chromium offers to store what it takes for a password, aloud and over everything else.
        autocomplete: 'one-time-code',
        isStart: index === 0,
      })}
    `;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const fields = [...this.renderRoot.querySelectorAll<HTMLInputElement>('form input')];
    const answers = fields.map((field) => field.value);
    // Nothing typed here stays in the page.
    for (const field of fields) field.value = '';
    this.#answer(answers);
  };

  #answer(answers: readonly string[] | null): void {
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    void this.actions.connect.signIn(this.sessionId, this.question.questionId, answers);
  }
}

/** Text of the server, after its lead-in and never as a name. */
function serverText(id: string, text: string): TemplateResult {
  return html`<p id=${id} class="server-text">${pageWords.serverSays} <bdi>${text}</bdi></p>`;
}

customElements.define('sign-in-dialog', SignInDialog);
