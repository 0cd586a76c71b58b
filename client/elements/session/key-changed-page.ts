/** A host key that changed: a page of its own, on which nothing can be trusted by a button. */
import { html, type TemplateResult } from 'lit';
import type { Failure } from '../../../shared/failures/failure.ts';
import { pageWords } from '../../../shared/words/page-words.ts';

/** The page for a failure ssh.key-changed. */
export function keyChangedPage(
  hostName: string,
  failure: Extract<Failure, { code: 'ssh.key-changed' }>,
  close: () => void,
): TemplateResult {
  return html`
    <h1 tabindex="-1">${pageWords.keyChangedTitle(hostName)}</h1>
    <p>${pageWords.keyChangedExplained}</p>
    <h2>${pageWords.keyExpected}</h2>
    <p class="fingerprint">${failure.expectedFingerprint}</p>
    <h2>${pageWords.keySeen}</h2>
    <p class="fingerprint">${failure.seenFingerprint}</p>
    <p>${pageWords.keyChangedAdvice}</p>
    <button type="button" class="primary" @click=${close}>${pageWords.closeSession}</button>
  `;
}
