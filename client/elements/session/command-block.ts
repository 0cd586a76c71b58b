/**
 * One command block: heading, "COMMAND, more", the lines. Lines are only ever appended; nothing a reader may be on
 * is drawn anew, and the heading changes once, at the end.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { commandTitle } from '../../../shared/speech/command-title.ts';
import { hasCommandLine, headingOf } from '../../../shared/speech/block-labels.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import type { LineChanges } from '../../../shared/terminal/line-changes.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import { readingWords } from '../../../shared/words/reading-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { focusIsKnown } from '../base/focus.ts';
import { LightElement } from '../base/light-element.ts';
import { disclosure } from '../controls/disclosure.ts';
import {
  LINES_AT_ONCE,
  linesAround,
  linesOfGap,
  linesToShow,
  type BlockPart,
  type Gap,
  type ShownLines,
} from './block-lines.ts';
import { blockLinks } from './block-links.ts';
import { blockMore } from './block-more.ts';

/** `<command-block>`; `block` is replaced when it changes, and only then is anything drawn. */
export class CommandBlockElement extends LightElement {
  static override properties = {
    actions: { attribute: false },
    sessionId: { attribute: false },
    block: { attribute: false },
    canRunAgain: { attribute: false },
    returnToCommand: { attribute: false },
    useInCommand: { attribute: false },
    changes: { attribute: false },
    isOpen: { state: true },
    linksAreOpen: { state: true },
    textIsOpen: { state: true },
    formIsOpen: { state: true },
    hasBackButton: { state: true },
    shown: { state: true },
    pressed: { state: true },
  };
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare block: CommandBlock;
  declare canRunAgain: boolean;
  /** Moves the focus to the command field. */
  declare returnToCommand: () => void;
  /** Puts a text into the command field and moves the focus there. */
  declare useInCommand: (text: string) => void;
  /** What differs from the run that this one was compared with, or null. */
  declare changes: LineChanges | null;
  declare isOpen: boolean;
  declare linksAreOpen: boolean;
  declare textIsOpen: boolean;
  declare formIsOpen: boolean;
  /** Whether "Latest" led here, so that "Back to command" stands before the lines. */
  declare hasBackButton: boolean;
  /** Lines that were asked for. */
  declare shown: readonly ShownLines[];
  /** The gap whose button was pressed; the button stays until the focus is in the new lines. */
  declare pressed: Gap | null;
  #isReading = false;

  constructor() {
    super();
    this.changes = null;
    this.isOpen = false;
    this.linksAreOpen = false;
    this.textIsOpen = false;
    this.formIsOpen = false;
    this.hasBackButton = false;
    this.shown = [];
    this.pressed = null;
  }

  /** Moves the focus to the first line of output; to the command where there is none yet, or to a greeting's heading. */
  async focusFirstLine(): Promise<void> {
    this.hasBackButton = true;
    await this.updateComplete;
    const line = this.find('.line:not(.command-line)') ?? this.find('.line') ?? this.find('h3, h4');
    line?.focus();
    line?.scrollIntoView({ block: 'nearest' });
  }

  /** Moves the focus to a line (0-based), or for null to the heading; a line that is not on the page is fetched first. */
  async focusPlace(index: number | null): Promise<void> {
    if (index !== null && this.#lineElement(index) === null) {
      const gap = this.#parts().find(
        (part) =>
          part.kind === 'gap' && part.from <= index && (part.to === null || part.to > index),
      );
      if (gap?.kind === 'gap') await this.#read(gap, linesAround(gap, index));
      await this.updateComplete;
    }
    const target = index === null ? this.find('h3, h4') : this.#lineElement(index);
    if (target === null) {
      this.actions.listening.say(readingWords.lineNotKept((index ?? 0) + 1));
      return;
    }
    target.focus();
    target.scrollIntoView({ block: 'nearest' });
  }

  /** Takes "Back to command" away: the focus is elsewhere, and a newer block has one. */
  forgetBackButton(): void {
    this.hasBackButton = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Until it is there nothing is listed; what changed has been said.
    if (changed.has('changes') && this.changes !== null)
      void import('./block-changes.ts').catch(() => undefined);
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
        ${this.formIsOpen ? this.#form() : nothing}
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
        ${this.textIsOpen ? this.#text() : nothing}
      </article>
    `;
  }

  #more(): TemplateResult {
    const { block, changes } = this;
    const id = `block-${block.id}-more`;
    return disclosure(
      {
        id,
        label: pageWords.moreOf(this.#title()),
        isOpen: this.isOpen,
        onToggle: () => (this.isOpen = !this.isOpen),
      },
      () =>
        blockMore({
          block,
          changes,
          links: blockLinks(
            this.#parts().flatMap((part) => (part.kind === 'line' ? [part.line] : [])),
            {
              id: `${id}-links`,
              isOpen: this.linksAreOpen,
              onToggle: () => (this.linksAreOpen = !this.linksAreOpen),
            },
          ),
          onCopy: () => void this.actions.session.copyOutput(this.sessionId, block),
          onRunAgain: this.#onRunAgain,
          onRunAgainAndCompare: () => void this.#runAgainAndCompare(),
          onReadAsForm: () => void this.#openForm(),
          onReadAsText: () => void this.#openText(),
          onFind: () => this.actions.reading.openFind(this.sessionId, block.id),
        }),
    );
  }

  /** The block's name on buttons. */
  #title(): string {
    const { block } = this;
    return hasCommandLine(block) ? commandTitle(block.commandLine) : headingOf(block);
  }

  #parts(): BlockPart[] {
    const parts = linesToShow(this.block, this.shown);
    const { pressed } = this;
    if (pressed === null || parts.some(({ key }) => key === pressed.key)) return parts;
    const place = parts.findIndex(
      (part) => part.kind === 'line' && pressed.to !== null && part.index >= pressed.to,
    );
    return parts.toSpliced(place === -1 ? parts.length : place, 0, pressed);
  }

  #lines(): TemplateResult {
    const { block } = this;
    const parts = this.#parts();
    const prompt = block.status.kind === 'waiting' ? block.status.prompt : null;
    const last = parts.at(-1);
    const isPromptInLines =
      prompt !== null &&
      last?.kind === 'line' &&
      last.line.text.trimEnd() === prompt.text.trimEnd();
    return html`
      ${repeat(
        parts,
        ({ key }) => key,
        (part) => this.#part(part),
      )}
      ${
        prompt === null || isPromptInLines
          ? nothing
          : html`<div class="line prompt" tabindex="-1" .textContent=${prompt.text}></div>`
      }
    `;
  }

  #part(part: BlockPart): TemplateResult {
    if (part.kind === 'line') return outputLine(part);
    if (part.kind === 'gone') return html`<p class="hint">${pageWords.linesGone(part.count)}</p>`;
    const lines = linesOfGap(part);
    return html`<button type="button" class="quiet show-lines" @click=${() => this.#onShow(part)}>
      ${
        lines === null
          ? pageWords.showLinesSoFar
          : pageWords.showLines(lines.first, lines.last, lines.count)
      }
    </button>`;
  }

  #lineElement(index: number): HTMLElement | null {
    return this.find(`.line[data-line="${index}"]`);
  }

  #saysRunning(): boolean {
    if (!this.canRunAgain) this.actions.listening.say(pageWords.alreadyRunning);
    return !this.canRunAgain;
  }

  readonly #onRunAgain = (): void => {
    if (this.#saysRunning()) return;
    this.actions.session.history(this.sessionId).add(this.block.commandLine);
    if (this.actions.session.sendLine(this.sessionId, this.block.commandLine))
      this.returnToCommand();
  };

  async #runAgainAndCompare(): Promise<void> {
    if (this.#saysRunning()) return;
    if (await this.actions.reading.runAgainAndCompare(this.sessionId, this.block))
      this.returnToCommand();
  }

  async #openForm(): Promise<void> {
    try {
      await (this.block.shape?.kind === 'diff'
        ? import('./forms/block-diff.ts')
        : import('./forms/block-table.ts'));
      this.formIsOpen = true;
      await this.updateComplete;
      this.find('.form h4')?.focus();
    } catch {
      this.actions.listening.say(readingWords.loadFailed);
    }
  }

  #form(): TemplateResult | typeof nothing {
    const { shape } = this.block;
    if (shape?.kind === 'diff')
      return html`<block-diff
        .actions=${this.actions}
        .sessionId=${this.sessionId}
        .block=${this.block}
        .blockTitle=${this.#title()}
        .onClose=${() => void this.#closeForm('.read-as-form')}
        .onRaw=${() => void this.#closeForm('.line:not(.command-line)')}
      ></block-diff>`;
    if (shape?.kind !== 'table') return nothing;
    return html`<block-table
      .actions=${this.actions}
      .sessionId=${this.sessionId}
      .block=${this.block}
      .shape=${shape}
      .blockTitle=${this.#title()}
      .onClose=${() => void this.#closeForm('.read-as-form')}
      .onRaw=${() => void this.#closeForm('.line:not(.command-line)')}
    ></block-table>`;
  }

  /** Moves the focus first, as it stands in what is taken out. */
  async #closeForm(target: string): Promise<void> {
    this.isOpen ||= target === '.read-as-form';
    await this.updateComplete;
    this.find(target)?.focus();
    await focusIsKnown();
    this.formIsOpen = false;
  }

  async #openText(): Promise<void> {
    try {
      await import('./text-view-dialog.ts');
      this.textIsOpen = true;
    } catch {
      this.actions.listening.say(readingWords.loadFailed);
    }
  }

  #text(): TemplateResult {
    return html`<text-view-dialog
      .actions=${this.actions}
      .sessionId=${this.sessionId}
      .block=${this.block}
      .blockTitle=${this.#title()}
      .useInCommand=${this.useInCommand}
      .onClosed=${() => (this.textIsOpen = false)}
    ></text-view-dialog>`;
  }

  /** Shows the next lines of a gap and moves the focus once, to the first new one. */
  #onShow(gap: Gap): void {
    if (this.#isReading) return;
    this.#isReading = true;
    void this.#showMore(gap).finally(() => {
      this.#isReading = false;
    });
  }

  async #showMore(gap: Gap): Promise<void> {
    const end = gap.to ?? this.block.lineCount;
    const count = Math.min(LINES_AT_ONCE, end - gap.from);
    if (count <= 0) {
      this.actions.listening.say(pageWords.noMoreLinesYet);
      return;
    }
    this.pressed = gap;
    const first = await this.#read(gap, { from: gap.from, count });
    await this.updateComplete;
    if (first !== null) this.#lineElement(first)?.focus();
    await focusIsKnown();
    this.pressed = null;
  }

  /** Puts lines of a gap on the page. Gives the index of the first, or null for none; a failure has been said. */
  async #read(gap: Gap, range: { from: number; count: number }): Promise<number | null> {
    const read = await this.actions.session.readLines(this.sessionId, this.block, range);
    if (!read.ok) {
      this.actions.listening.sayFailure(read.failure);
      return null;
    }
    const { from } = read.value;
    // What reaches beyond the gap is on the page already.
    const lines = read.value.lines.slice(0, Math.max(0, (gap.to ?? Infinity) - from));
    this.shown = [...this.shown, { from, lines, goneBefore: Math.max(0, from - range.from) }];
    return lines.length === 0 ? null : from;
  }
}

/**
 * One logical line, exact to the blank: set as text, so that no formatting of this file can add to it. A `div`, as
 * Orca says a focused paragraph twice.
 */
function outputLine({ index, line }: Extract<BlockPart, { kind: 'line' }>): TemplateResult {
  // An empty line keeps a blank, or readers would pass over it.
  const text = line.text === '' ? '\u00A0' : line.text;
  return html`
    <div class="line" tabindex="-1" data-line=${index} .textContent=${text}></div>
    ${line.cut === undefined ? nothing : html`<p class="cut">${pageWords.lineCut(line.cut)}</p>`}
  `;
}

customElements.define('command-block', CommandBlockElement);
