/** The dialogs of the command region, each loaded when it is first asked for: the history, and what is pasted. */
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { SessionId } from '../../../shared/model/ids.ts';
import { typingWords } from '../../../shared/words/typing-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { focusIsKnown } from '../base/focus.ts';
import { AppDialog } from '../controls/app-dialog.ts';
import type { CommandField } from './command-field.ts';
import type { PasteAnswer } from './paste-dialog.ts';

/** What the dialogs work at. */
interface DialogHost extends ReactiveControllerHost {
  readonly actions: AppActions;
  readonly sessionId: SessionId;
  /** Whether a command of several lines may be typed now. */
  readonly takesLines: boolean;
  commandField(): CommandField | null;
  focusField(): Promise<void>;
  send(text: string): boolean;
  querySelector(selector: string): Element | null;
}

type OpenDialog = { readonly kind: 'history' } | { readonly kind: 'paste'; readonly text: string };

/** Which dialog is open, if any. */
export class FieldDialogs implements ReactiveController {
  readonly #host: DialogHost;
  #open: OpenDialog | null = null;

  constructor(host: DialogHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#open = null;
  }

  /** The commands of this session, one of which goes back into the field. */
  async openHistory(): Promise<void> {
    await this.#show({ kind: 'history' }, () => import('./history-dialog.ts'));
  }

  /** What is pasted, before it goes anywhere. */
  async checkPaste(text: string): Promise<void> {
    await this.#show({ kind: 'paste', text }, () => import('./paste-dialog.ts'));
  }

  render(): TemplateResult | typeof nothing {
    const { actions, sessionId, takesLines } = this.#host;
    if (this.#open === null) return nothing;
    if (this.#open.kind === 'paste')
      return html`<paste-dialog
        .pasted=${this.#open.text}
        .takesLines=${takesLines}
        .onAnswer=${(answer: PasteAnswer) => void this.#pasteAnswered(answer)}
      ></paste-dialog>`;
    return html`<history-dialog
      .lines=${actions.session.history(sessionId).newestFirst()}
      .onFound=${(count: number) => actions.listening.say(typingWords.historyFound(count), 'polite')}
      .onAnswer=${(line: string | null) => void this.#historyAnswered(line)}
    ></history-dialog>`;
  }

  async #show(dialog: OpenDialog, load: () => Promise<unknown>): Promise<void> {
    const isLoaded = await load().then(
      () => true,
      () => false,
    );
    if (isLoaded) this.#open = dialog;
    else this.#host.actions.listening.say(typingWords.notLoaded);
    this.#host.requestUpdate();
  }

  async #historyAnswered(line: string | null): Promise<void> {
    if (line !== null) await this.#host.commandField()?.setText(line);
    await this.#close();
  }

  async #pasteAnswered(answer: PasteAnswer): Promise<void> {
    const { actions } = this.#host;
    if (answer?.kind === 'insert') await this.#host.commandField()?.insert(answer.text);
    await this.#close();
    if (answer?.kind === 'send') this.#host.send(answer.text);
    if (answer?.kind === 'send-lines')
      for (const line of answer.lines)
        if (!actions.session.sendLine(this.#host.sessionId, line)) break;
  }

  /** The native dialog lets go of the page; the focus is in the field before the dialog goes. */
  async #close(): Promise<void> {
    const closing = this.#open;
    const dialog = this.#host.querySelector('history-dialog, paste-dialog');
    if (dialog instanceof AppDialog) dialog.close();
    await this.#host.focusField();
    await focusIsKnown();
    // Another one may have been asked for meanwhile.
    if (this.#open === closing) this.#open = null;
    this.#host.requestUpdate();
  }
}
