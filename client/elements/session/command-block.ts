/**
 * One command block: heading, "COMMAND, more", the lines. Lines are only ever appended; nothing a reader may be on
 * is drawn anew, and the heading changes once, at the end.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { commandTitle } from '../../../shared/speech/command-title.ts';
import { hasCommandLine, headingOf } from '../../../shared/speech/block-labels.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import type { Line } from '../../../shared/terminal/line.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { LightElement } from '../base/light-element.ts';
import { disclosure } from '../controls/disclosure.ts';
import { blockDetails } from './block-details.ts';
import { LINES_AT_ONCE, TAIL_SHOWN, linesToShow } from './block-lines.ts';

/** `<command-block>`; `block` is replaced when it changes, and only then is anything drawn. */
export class CommandBlockElement extends LightElement {
  static override properties = {
    actions: { attribute: false },
    sessionId: { attribute: false },
    block: { attribute: false },
    canRunAgain: { attribute: false },
    returnToCommand: { attribute: false },
    isOpen: { state: true },
    hasBackButton: { state: true },
    shown: { state: true },
    gone: { state: true },
  };
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare block: CommandBlock;
  declare canRunAgain: boolean;
  /** Moves the focus to the command field. */
  declare returnToCommand: () => void;
  declare isOpen: boolean;
  /** Whether "Latest" led here, so that "Back to command" stands before the lines. */
  declare hasBackButton: boolean;
  /** Lines after the head that were asked for, in order. */
  declare shown: readonly Line[];
  /** Lines between head and `shown` that were no longer kept. */
  declare gone: number;
  #isReading = false;

  constructor() {
    super();
    this.isOpen = false;
    this.hasBackButton = false;
    this.shown = [];
    this.gone = 0;
  }

  /** Moves the focus to the first line of output; to the command where there is none yet, or to a greeting's heading. */
  async focusFirstLine(): Promise<void> {
    this.hasBackButton = true;
    await this.updateComplete;
    const line = this.find('.line:not(.command-line)') ?? this.find('.line') ?? this.find('h3, h4');
    line?.focus();
    line?.scrollIntoView({ block: 'nearest' });
  }

  /** Takes "Back to command" away: the focus is elsewhere, and a newer block has one. */
  forgetBackButton(): void {
    this.hasBackButton = false;
  }

  protected override render(): TemplateResult {
    const { block } = this;
    const headingId = `block-${block.id}-heading`;
    return html`
      <article aria-labelledby=${headingId} class="block ${block.status.kind}">
        <div class="block-top">
          ${
            block.parent === null
              ? html`<h3 id=${headingId} tabindex="-1">${headingOf(block)}</h3>`
              : html`<h4 id=${headingId} tabindex="-1">${headingOf(block)}</h4>`
          }
          ${block.kind === 'greeting' && block.lineCount === 0 ? nothing : this.#more()}
        </div>
        ${
          this.hasBackButton
            ? html`<button type="button" class="quiet back" @click=${this.returnToCommand}>
                ${pageWords.backToCommand}
              </button>`
            : nothing
        }
        <div class="lines" dir="auto">
          ${
            hasCommandLine(block)
              ? html`<div
                  class="line command-line"
                  tabindex="-1"
                  .textContent=${block.commandLine}
                ></div>`
              : nothing
          }
          ${this.#lines()}
        </div>
      </article>
    `;
  }

  #more(): TemplateResult {
    const { block } = this;
    const title = hasCommandLine(block) ? commandTitle(block.commandLine) : headingOf(block);
    return disclosure(
      {
        id: `block-${block.id}-more`,
        label: pageWords.moreOf(title),
        isOpen: this.isOpen,
        onToggle: () => (this.isOpen = !this.isOpen),
      },
      () => html`
        <button
          type="button"
          @click=${() => void this.actions.session.copyOutput(this.sessionId, block)}
        >
          ${pageWords.copyOutput}
        </button>
        ${
          hasCommandLine(block)
            ? html`<button type="button" @click=${this.#onRunAgain}>${pageWords.runAgain}</button>`
            : nothing
        }
        ${blockDetails(block)}
      `,
    );
  }

  #lines(): TemplateResult {
    const { block, shown } = this;
    const parts = linesToShow(block, { shown: shown.length, gone: this.gone });
    const prompt = block.status.kind === 'waiting' ? block.status.prompt : null;
    const isPromptInLines =
      prompt !== null && parts.newest?.text.trimEnd() === prompt.text.trimEnd();
    return html`
      ${block.head.map((line) => outputLine(line))}
      ${this.gone > 0 ? html`<p class="hint">${pageWords.linesGone(this.gone)}</p>` : nothing}
      ${shown.map((line) => outputLine(line))}
      ${
        parts.notShown > 0 || parts.isOpenEnded
          ? html`<button type="button" class="quiet show-lines" @click=${this.#onShow}>
              ${
                parts.isOpenEnded
                  ? pageWords.showLinesSoFar
                  : pageWords.showLines(parts.first, parts.last, parts.notShown)
              }
            </button>`
          : nothing
      }
      ${parts.tail.map((line) => outputLine(line))}
      ${
        prompt === null || isPromptInLines
          ? nothing
          : html`<div class="line prompt" tabindex="-1" .textContent=${prompt.text}></div>`
      }
    `;
  }

  readonly #onRunAgain = (): void => {
    if (!this.canRunAgain) {
      this.actions.listening.say(pageWords.alreadyRunning);
      return;
    }
    this.actions.session.history(this.sessionId).add(this.block.commandLine);
    if (this.actions.session.sendLine(this.sessionId, this.block.commandLine))
      this.returnToCommand();
  };

  /** Shows the next lines and moves the focus once, to the first new one. */
  readonly #onShow = (): void => {
    if (this.#isReading) return;
    this.#isReading = true;
    void this.#showMore().finally(() => {
      this.#isReading = false;
    });
  };

  async #showMore(): Promise<void> {
    const { block } = this;
    const before = this.shown.length;
    const from = block.head.length + this.gone + before;
    const isRunning = block.durationMs === null;
    const end = isRunning ? block.lineCount : block.lineCount - TAIL_SHOWN;
    const count = Math.min(LINES_AT_ONCE, end - from);
    if (count <= 0) {
      this.actions.listening.say(pageWords.noMoreLinesYet);
      return;
    }
    const read = await this.actions.session.readLines(this.sessionId, block, { from, count });
    if (!read.ok) {
      this.actions.listening.sayFailure(read.failure);
      return;
    }
    this.gone += Math.max(0, read.value.from - from);
    // The tail is on the page already; what reaches into it is not shown twice.
    this.shown = [...this.shown, ...read.value.lines.slice(0, Math.max(0, end - read.value.from))];
    await this.updateComplete;
    const lines = this.renderRoot.querySelectorAll<HTMLElement>('.lines .line');
    const commandLines = hasCommandLine(block) ? 1 : 0;
    lines[commandLines + block.head.length + before]?.focus();
  }
}

/**
 * One logical line, exact to the blank: set as text, so that no formatting of this file can add to it. A `div`, as
 * Orca says a focused paragraph twice.
 */
function outputLine(line: Line): TemplateResult {
  // An empty line keeps a blank, or readers would pass over it.
  const text = line.text === '' ? '\u00A0' : line.text;
  return html`
    <div class="line" tabindex="-1" .textContent=${text}></div>
    ${line.cut === undefined ? nothing : html`<p class="cut">${pageWords.lineCut(line.cut)}</p>`}
  `;
}

customElements.define('command-block', CommandBlockElement);
