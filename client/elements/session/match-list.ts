/** The list of matches after a field; loaded when matches are first asked for. A template, not an element. */
import { html, type TemplateResult } from 'lit';
import type { Completion } from '../../../shared/protocol/completion-conversation.ts';
import { matchesShown, matchWords } from '../../../shared/words/match-words.ts';
import { pageWords } from '../../../shared/words/page-words.ts';

/** Rows of the list that are seen at once. */
const ROWS_SEEN = 8;

/** What the list shows and does. */
export interface MatchList {
  readonly completion: Completion;
  /** Called with the place of the candidate that was chosen. */
  readonly onChosen: (index: number) => void;
  readonly onClosed: () => void;
}

/** `3 matches`, and of more than are listed how many are. */
export function matchesSentence({ candidates, total }: Completion): string {
  return matchesShown(candidates.length, total);
}

/** The list, with a button for each of its keys. Its options are names of the server, told as such before them. */
export function matchList({ completion, onChosen, onClosed }: MatchList): TemplateResult {
  const choose = (): void => {
    const list = document.querySelector('#matches-list');
    if (list instanceof HTMLSelectElement) onChosen(Math.max(0, list.selectedIndex));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isInList = event.target instanceof HTMLSelectElement;
    if (event.key === 'Escape') onClosed();
    else if (event.key === 'Enter' && isInList) choose();
    else return;
    event.preventDefault();
  };
  return html`
    <div class="matches" @keydown=${onKeyDown}>
      <label for="matches-list">${matchWords.label}</label>
      <p id="matches-note" class="hint">${matchesSentence(completion)}. ${pageWords.serverText}</p>
      <select
        id="matches-list"
        size=${Math.min(ROWS_SEEN, completion.candidates.length)}
        aria-describedby="matches-note"
        @dblclick=${choose}
      >
        ${completion.candidates.map(
          ({ label }, index) => html`<option .selected=${index === 0}>${label}</option>`,
        )}
      </select>
      <div class="buttons">
        <button type="button" @click=${choose}>${matchWords.use}</button>
        <button type="button" @click=${onClosed}>${matchWords.close}</button>
      </div>
    </div>
  `;
}
