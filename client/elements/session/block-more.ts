/** What "COMMAND, more" shows: everything one can do with a block, in a fixed order, then its links and details. */
import { html, nothing, type TemplateResult } from 'lit';
import { hasCommandLine } from '../../../shared/speech/block-labels.ts';
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import type { LineChanges } from '../../../shared/terminal/line-changes.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import { readingWords } from '../../../shared/words/reading-words.ts';
import { blockDetails } from './block-details.ts';

/** What the buttons do. */
export interface BlockMoreParts {
  readonly block: CommandBlock;
  /** What differs from the run that was compared, or null. */
  readonly changes: LineChanges | null;
  /** The block's links, or nothing. */
  readonly links: TemplateResult | typeof nothing;
  readonly onCopy: () => void;
  readonly onRunAgain: () => void;
  readonly onRunAgainAndCompare: () => void;
  readonly onReadAsForm: () => void;
  readonly onReadAsText: () => void;
  readonly onFind: () => void;
}

/** The content of the disclosure. */
export function blockMore(parts: BlockMoreParts): TemplateResult {
  const { block, changes, links } = parts;
  const button = (label: string, onClick: () => void): TemplateResult =>
    html`<button type="button" @click=${onClick}>${label}</button>`;
  return html`
    ${button(pageWords.copyOutput, parts.onCopy)}
    ${
      hasCommandLine(block)
        ? html`
            ${button(pageWords.runAgain, parts.onRunAgain)}
            ${button(readingWords.runAgainAndCompare, parts.onRunAgainAndCompare)}
          `
        : nothing
    }
    ${
      block.shape?.kind === 'table' || block.shape?.kind === 'diff'
        ? html`<button type="button" class="read-as-form" @click=${parts.onReadAsForm}>
            ${block.shape.kind === 'table' ? readingWords.readAsTable : readingWords.readAsChanges}
          </button>`
        : nothing
    }
    ${button(readingWords.readAsText, parts.onReadAsText)}
    ${button(readingWords.find, parts.onFind)} ${links}
    ${
      changes === null
        ? nothing
        : html`<block-changes
            .changes=${changes}
            .listId=${`block-${block.id}-changes`}
          ></block-changes>`
    }
    ${blockDetails(block)}
  `;
}
