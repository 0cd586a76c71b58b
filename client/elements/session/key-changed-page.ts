/** A host key that changed: a page of its own, on which nothing can be trusted by a button. */
import { html, type TemplateResult } from 'lit';
import type { Failure } from '../../../shared/failures/failure.ts';
import { pageWords } from '../../../shared/words/page-words.ts';

/** What stands under the heading for a failure ssh.key-changed. */
export function keyChangedPage(
  failure: Extract<Failure, { code: 'ssh.key-changed' }>,
  close: () => void,
): TemplateResult {
  return html`
    <div class="key-changed">
      <p>${pageWords.keyChangedExplained}</p>
      <h2>${pageWords.keyExpected}</h2>
      <p class="fingerprint">${failure.expectedFingerprint}</p>
      <h2>${pageWords.keySeen}</h2>
      <p class="fingerprint">${failure.seenFingerprint}</p>
      <p>${pageWords.keyChangedAdvice}</p>
      <button type="button" class="primary" @click=${close}>${pageWords.closeSession}</button>
    </div>
  `;
}
