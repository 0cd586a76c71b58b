/** What programs on the server asked the terminal to do: told and offered inside the output, never done by itself. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ServerOffer } from '../../../shared/terminal/session-view.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import { disclosure } from '../controls/disclosure.ts';

/** What is shown of one session. */
export interface ServerOffersParts {
  readonly hostName: string;
  readonly title: string;
  readonly offers: readonly ServerOffer[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onCopy: (text: string) => void;
}

/** A disclosure "Offered by HOST", or nothing where nothing was offered. The server's words stand as text. */
export function serverOffers(parts: ServerOffersParts): TemplateResult | typeof nothing {
  const { hostName, title, offers, isOpen, onToggle, onCopy } = parts;
  if (title === '' && offers.length === 0) return nothing;
  const entry = (term: string, text: string): TemplateResult => html`
    <div>
      <dt>${term}</dt>
      <dd><bdi .textContent=${text}></bdi></dd>
    </div>
  `;
  return disclosure(
    { id: 'server-offers', label: pageWords.offers(hostName), isOpen, onToggle },
    () => html`
      <p class="hint">${pageWords.offersExplained}</p>
      <dl class="details">
        ${title === '' ? nothing : entry(pageWords.windowTitle, title)}
        ${offers.map((offer) =>
          entry(
            offer.kind === 'notification' ? pageWords.notification : pageWords.clipboardText,
            offer.text,
          ),
        )}
      </dl>
      ${offers
        .filter(({ kind }) => kind === 'clipboard')
        .slice(-1)
        .map(
          ({ text }) => html`
            <button type="button" @click=${() => onCopy(text)}>${pageWords.copyText}</button>
          `,
        )}
    `,
  );
}
