/**
 * Groups of answer buttons in the command region. A group whose prompt is answered stays, disabled, until the focus
 * leaves it; the next prompt's group stands after it.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { runningBlock } from '../../../shared/terminal/running-block.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import { typingWords } from '../../../shared/words/typing-words.ts';
import { answersTo, type Answer } from '../../input/answers.ts';
import { keepFocus } from '../base/light-element.ts';

/** The buttons of one prompt; equal answers in a row are one group. */
interface AnswerGroup {
  readonly id: number;
  readonly key: string;
  readonly answers: readonly Answer[];
}

/** The groups that stand in the region. */
export class AnswerGroups {
  #groups: readonly AnswerGroup[] = [];
  #lastId = 0;
  /** Group of the prompt that waits now, null when none does. */
  #usable: AnswerGroup | null = null;

  /** Brings the groups up to a new state of the session; `hasFocus` tells whether the focus is in a group. */
  follow(view: SessionView, hasFocus: (id: number) => boolean): void {
    const status = runningBlock(view)?.status;
    const answers = status?.kind === 'waiting' ? answersTo(status.prompt) : [];
    const key = JSON.stringify(answers);
    const newest = this.#groups.at(-1);
    if (answers.length === 0) this.#usable = null;
    else if (newest?.key === key) this.#usable = newest;
    else {
      this.#lastId += 1;
      this.#usable = { id: this.#lastId, key, answers };
      this.#groups = [...this.#groups, this.#usable];
    }
    this.forgetAnswered(hasFocus);
  }

  /** Takes out what is answered and has no focus; gives whether anything went. */
  forgetAnswered(hasFocus: (id: number) => boolean): boolean {
    const before = this.#groups.length;
    this.#groups = this.#groups.filter((group) => group === this.#usable || hasFocus(group.id));
    return this.#groups.length < before;
  }

  /** The groups as templates; `answer` is called for a button that may still be used. */
  render(answer: (answer: Answer) => void, onLeft: (event: FocusEvent) => void): TemplateResult {
    return html`${repeat(
      this.#groups,
      ({ id }) => id,
      (group) => html`
        <div
          id=${groupId(group.id)}
          class="buttons answers"
          role="group"
          aria-label=${typingWords.answers}
          @focusout=${onLeft}
        >
          ${group.answers.map((one, index) => this.#button(group, one, index, answer))}
        </div>
      `,
    )}`;
  }

  #button(
    group: AnswerGroup,
    one: Answer,
    index: number,
    answer: (answer: Answer) => void,
  ): TemplateResult {
    const isOver = group !== this.#usable;
    const noteId = `${groupId(group.id)}-${String(index)}`;
    const button = html`
      <button
        type="button"
        aria-disabled=${isOver ? 'true' : 'false'}
        aria-describedby=${one.serverText === null ? nothing : noteId}
        @mousedown=${keepFocus}
        @click=${() => {
          if (group === this.#usable) answer(one);
        }}
      >
        ${one.name}
      </button>
    `;
    if (one.serverText === null) return button;
    return html`<div class="answer">
      ${button}
      <span id=${noteId}>${pageWords.serverText} <bdi>${one.serverText}</bdi></span>
    </div>`;
  }
}

/** Id of a group's element. */
export function groupId(id: number): string {
  return `answers-${String(id)}`;
}
