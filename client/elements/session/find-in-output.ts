/** The disclosure "Find in output": its panel is loaded when it is first opened. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionId } from '../../../shared/model/ids.ts';
import { commandTitle } from '../../../shared/speech/command-title.ts';
import { hasCommandLine, headingOf } from '../../../shared/speech/block-labels.ts';
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import { readingWords } from '../../../shared/words/reading-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { FindScope } from '../../stores/reading-store.ts';

/** The button that opens and closes Find. */
export const FIND_BUTTON = '.find-button';

/** What is needed of the session. */
export interface FindInOutput {
  readonly actions: AppActions;
  readonly sessionId: SessionId;
  /** Null while it is closed, or not loaded yet. */
  readonly scope: FindScope | null;
  readonly blocks: readonly CommandBlock[];
  readonly open: () => void;
  readonly close: () => void;
}

/** The button and, while Find is open, its panel; nothing where nothing was printed yet. */
export function findInOutput(parts: FindInOutput): TemplateResult | typeof nothing {
  const { actions, sessionId, scope, blocks, open, close } = parts;
  if (blocks.length === 0) return nothing;
  const block = blocks.find(({ id }) => id === scope?.blockId);
  return html`
    <button
      type="button"
      class="quiet find-button"
      aria-expanded=${scope === null ? 'false' : 'true'}
      aria-controls="find-in-output"
      @click=${scope === null ? open : close}
    >
      ${readingWords.findInOutput}
    </button>
    <div id="find-in-output" class="disclosed" ?hidden=${scope === null}>
      ${
        scope === null
          ? nothing
          : html`<find-panel
              .actions=${actions}
              .sessionId=${sessionId}
              .scope=${scope}
              .place=${block === undefined ? null : { blockId: block.id, title: titleOf(block) }}
              .close=${close}
            ></find-panel>`
      }
    </div>
  `;
}

function titleOf(block: CommandBlock): string {
  return hasCommandLine(block) ? commandTitle(block.commandLine) : headingOf(block);
}
