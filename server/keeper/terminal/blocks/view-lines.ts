/** Lines as pages hold them: cut to their beginning, and compared so that only what changed is told. */
import { VIEW_LINE_LIMIT } from '../../../../shared/terminal/command-block.ts';
import type { Line } from '../../../../shared/terminal/line.ts';

/** A line as pages hold it: its beginning with its looks and links, the rest counted. */
export function forView(line: Line): Line {
  if (line.text.length <= VIEW_LINE_LIMIT) return line;
  const hidden = line.text.length - VIEW_LINE_LIMIT;
  const text = line.text.slice(0, VIEW_LINE_LIMIT);
  const styles = insideView(line.styles);
  const links = insideView(line.links);
  return {
    text,
    cut: (line.cut ?? 0) + hidden,
    ...(styles.length === 0 ? {} : { styles }),
    ...(links.length === 0 ? {} : { links }),
  };
}

/** Index of the first line that is not the same in both, or the length of the shorter list. */
export function firstDifference(before: readonly Line[], after: readonly Line[]): number {
  const shorter = Math.min(before.length, after.length);
  for (let index = 0; index < shorter; index += 1) {
    const one = before[index];
    const other = after[index];
    if (one === undefined || other === undefined || !isSame(one, other)) return index;
  }
  return shorter;
}

function isSame(one: Line, other: Line): boolean {
  if (one === other) return true;
  if (one.text !== other.text || one.cut !== other.cut) return false;
  const isPlain = (line: Line): boolean => line.styles === undefined && line.links === undefined;
  if (isPlain(one) && isPlain(other)) return true;
  return JSON.stringify([one.styles, one.links]) === JSON.stringify([other.styles, other.links]);
}

function insideView<Part extends { readonly from: number; readonly to: number }>(
  parts: readonly Part[] | undefined,
): Part[] {
  return (parts ?? [])
    .filter(({ from }) => from < VIEW_LINE_LIMIT)
    .map((part) => ({ ...part, to: Math.min(part.to, VIEW_LINE_LIMIT) }));
}
