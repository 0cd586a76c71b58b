/** Why a session is over, in place of the command region, and what can be done. */
import { html, nothing, type TemplateResult } from 'lit';
import { describeFailure } from '../../../shared/failures/catalogue.ts';
import type { SessionEnd } from '../../../shared/terminal/session-view.ts';
import { pageWords } from '../../../shared/words/page-words.ts';

/** The notice; its heading takes the focus when the session ends under the person. */
export function sessionEndNotice(
  end: SessionEnd,
  act: { readonly connectAgain: () => void; readonly close: () => void },
): TemplateResult {
  return html`
    <section class="session-end" aria-labelledby="session-end-heading">
      <h2 id="session-end-heading" tabindex="-1">${pageWords.sessionEnded}</h2>
      ${reason(end)}
      <div class="buttons">
        <button type="button" class="primary" @click=${act.connectAgain}>
          ${pageWords.connectAgain}
        </button>
        <button type="button" @click=${act.close}>${pageWords.closeSession}</button>
      </div>
    </section>
  `;
}

function reason(end: SessionEnd): TemplateResult {
  if (end.by === 'person') return html`<p>${pageWords.endedByPerson}</p>`;
  if (end.by === 'shell') return html`<p>${pageWords.endedByShell(end.exitCode, end.signal)}</p>`;
  const { sentence, advice, detail } = describeFailure(end.failure);
  return html`
    <p>${sentence}</p>
    ${detail === null ? nothing : html`<p class="server-text"><bdi>${detail}</bdi></p>`}
    <p>${advice}</p>
  `;
}
