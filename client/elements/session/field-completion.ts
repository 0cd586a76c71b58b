/**
 * Completion at a field: when Tab asks, and the list of matches after the field. The field is never redrawn by it;
 * what is chosen is put in, and everything else stays.
 */
import {
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { SessionId } from '../../../shared/model/ids.ts';
import type {
  Completion,
  CompletionCandidate,
} from '../../../shared/protocol/completion-conversation.ts';
import { typingWords } from '../../../shared/words/typing-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { focusIsKnown } from '../base/focus.ts';
import type * as MatchListModule from './match-list.ts';

/** A text field of either kind. */
export type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** What completion works at. */
export interface CompletedField extends ReactiveControllerHost {
  readonly actions: AppActions;
  readonly sessionId: SessionId;
  /** The field that is shown. */
  control(): TextControl | null;
  /** Called when the text was changed by completion. */
  textChanged(): void;
}

/** The state of completion at one field. */
export class FieldCompletion implements ReactiveController {
  readonly #field: CompletedField;
  /** What the list shows, and the end of the text that it belongs to. */
  #listed: {
    readonly completion: Completion;
    readonly caret: number;
    readonly list: typeof MatchListModule;
  } | null = null;
  /** After Escape the next Tab moves on. */
  #movesOn = false;

  constructor(field: CompletedField) {
    this.#field = field;
    field.addController(this);
  }

  hostDisconnected(): void {
    this.#listed = null;
    this.#movesOn = false;
  }

  /** The text changed, by typing or otherwise: matches belong to the past. */
  forget(): void {
    this.#movesOn = false;
    if (this.#listed === null) return;
    this.#listed = null;
    this.#field.requestUpdate();
  }

  /** Escape: no list, and the next Tab leaves the field. */
  escape(): void {
    this.forget();
    this.#movesOn = true;
  }

  /** Whether Tab asks for matches now: after text, with no list open; else it moves on as everywhere. */
  takesTab(): boolean {
    if (this.#movesOn || this.#listed !== null) return false;
    const control = this.#field.control();
    if (control === null || control.selectionStart !== control.selectionEnd) return false;
    return control.value.slice(0, control.selectionStart ?? 0).trim() !== '';
  }

  /** Asks for matches, puts a single one in and says it, or lists several and says how many. */
  async ask(): Promise<void> {
    const { actions, sessionId } = this.#field;
    const control = this.#field.control();
    if (control === null) return;
    const caret = control.selectionStart ?? 0;
    const line = control.value.slice(0, caret);
    const lineStart = line.lastIndexOf('\n') + 1;
    const completion = await actions.typing.complete(sessionId, line.slice(lineStart));
    const isSame = control === this.#field.control() && control.value.startsWith(line);
    if (completion === null || !isSame || control.selectionStart !== caret) return;
    const found = { ...completion, from: completion.from + lineStart };
    const [only] = found.candidates;
    if (only !== undefined && found.total === 1) {
      this.#put(control, only, found.from, caret);
      actions.listening.say(only.label);
      return;
    }
    const list = await import('./match-list.ts').catch(() => null);
    if (list === null) {
      actions.listening.say(typingWords.notLoaded);
      return;
    }
    this.#listed = { completion: found, caret, list };
    this.#field.requestUpdate();
    actions.listening.say(list.matchesSentence(found));
  }

  /** The list after the field, or nothing. */
  render(): TemplateResult | typeof nothing {
    if (this.#listed === null) return nothing;
    const { completion, list } = this.#listed;
    return list.matchList({
      completion,
      onChosen: (index) => void this.#choose(index),
      onClosed: () => void this.#close(),
    });
  }

  async #choose(index: number): Promise<void> {
    const control = this.#field.control();
    if (this.#listed === null || control === null) return;
    const { completion, caret } = this.#listed;
    const candidate = completion.candidates[index];
    if (candidate !== undefined) this.#put(control, candidate, completion.from, caret);
    await this.#close();
  }

  /** The focus goes back to the field before the list goes. */
  async #close(): Promise<void> {
    this.#field.control()?.focus();
    await focusIsKnown();
    this.forget();
    this.#movesOn = true;
  }

  #put(control: TextControl, candidate: CompletionCandidate, from: number, caret: number): void {
    control.setRangeText(candidate.insert, from, caret, 'end');
    this.#field.textChanged();
  }
}
