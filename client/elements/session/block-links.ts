/** The links that a program put into its lines: address shown, followed only by the person, and never told where from. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Line, LineLink } from '../../../shared/terminal/line.ts';
import { readingWords } from '../../../shared/words/reading-words.ts';
import { disclosure } from '../controls/disclosure.ts';

/** Links that are listed for one block. */
const LISTED = 50;

/** A link with the text that the line shows for it. */
interface ShownLink {
  readonly address: string;
  readonly text: string;
}

/** A disclosure "Links, 3", or nothing where the lines have none. `id` is unique on the page. */
export function blockLinks(
  lines: readonly Line[],
  parts: { readonly id: string; readonly isOpen: boolean; readonly onToggle: () => void },
): TemplateResult | typeof nothing {
  const links = linksOf(lines);
  if (links.length === 0) return nothing;
  return disclosure(
    { ...parts, label: readingWords.links(links.length) },
    () => html`
      <ul class="links">
        ${links.map((link, index) => entry(link, `${parts.id}-${index}`, index + 1))}
      </ul>
    `,
  );
}

/** The name is Earshot's own; text and address are the server's and describe it. */
function entry({ address, text }: ShownLink, id: string, number: number): TemplateResult {
  return html`
    <li>
      <span id=${id}>
        <bdi .textContent=${text}></bdi>${text === address ? nothing : ', '}
        ${text === address ? nothing : html`<bdi dir="ltr" .textContent=${address}></bdi>`}
      </span>
      ${
        isForBrowser(address)
          ? html`<a
              href=${address}
              target="_blank"
              rel="noopener noreferrer"
              referrerpolicy="no-referrer"
              aria-describedby=${id}
              >${readingWords.openLink(number)}</a
            >`
          : html`<span class="hint">${readingWords.linkNotOpened}</span>`
      }
    </li>
  `;
}

/** Each address once, in order. */
function linksOf(lines: readonly Line[]): ShownLink[] {
  const found = new Map<string, ShownLink>();
  for (const { text, links = [] } of lines)
    for (const link of links)
      if (!found.has(link.address)) found.set(link.address, shownLink(text, link));
  return [...found.values()].slice(0, LISTED);
}

function shownLink(text: string, { from, to, address }: LineLink): ShownLink {
  const shown = text.slice(from, to).trim();
  return { address, text: shown === '' ? address : shown };
}

/** Only the web: a `javascript:` or `file:` address of a server's is shown and nothing more. */
function isForBrowser(address: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(address) && URL.canParse(address);
}
