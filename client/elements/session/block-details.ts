/** The details of a command block: when, how long, where, and how sure its bounds are. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import { pageWords } from '../../../shared/words/page-words.ts';

const timeFormat = new Intl.DateTimeFormat('en', { timeStyle: 'medium' });

/** A description list; the directory is the server's own word and stands as text. */
export function blockDetails(block: CommandBlock): TemplateResult {
  const entry = (term: string, detail: string): TemplateResult => html`
    <div>
      <dt>${term}</dt>
      <dd><bdi>${detail}</bdi></dd>
    </div>
  `;
  return html`
    <dl class="details">
      ${entry(pageWords.startedAt, timeFormat.format(block.startedAtEpochMs))}
      ${entry(pageWords.duration, pageWords.durationOf(block.durationMs))}
      ${
        block.durationMs === null
          ? nothing
          : entry(
              pageWords.directory,
              block.directory === '' ? pageWords.directoryUnknown : block.directory,
            )
      }
      ${block.user === '' ? nothing : entry(pageWords.userName, block.user)}
      ${entry(pageWords.bounds, pageWords.boundsAre[block.confidence])}
    </dl>
  `;
}
