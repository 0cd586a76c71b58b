/** The screen of a full-screen program as lines at the end of the output; each stays its own element and changes in place. */
import { html, type TemplateResult } from 'lit';
import type { ScreenSnapshot } from '../../../shared/terminal/screen-snapshot.ts';
import { speechText } from '../../../shared/speech/speech-text.ts';
import { keysWords } from '../../../shared/words/keys-words.ts';

/** Heading and lines; `program` is the name of its command. */
export function screenLines({ rows }: ScreenSnapshot, program: string): TemplateResult {
  return html`
    <article class="block screen" aria-labelledby="screen-heading">
      <h3 id="screen-heading" tabindex="-1">${keysWords.screenOf(speechText(program))}</h3>
      <p class="hint">${keysWords.screenExplained}</p>
      <div class="lines" dir="auto">
        ${rows.map(
          ({ text }) =>
            html`<div
              class="line"
              tabindex="-1"
              .textContent=${text === '' ? '\u00A0' : text}
            ></div>`,
        )}
      </div>
    </article>
  `;
}
