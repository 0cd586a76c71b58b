/** What counts as changed on a screen, and what only ticks. */
import { describe, expect, it } from 'vitest';
import { createScreenDiff } from '../../../../../server/keeper/terminal/full-screen/screen-diff.ts';

/** Changed rows after each of several screens. */
function changes(...screens: string[][]): number[][] {
  const diff = createScreenDiff();
  return screens.map((texts) => diff.changedRows(texts));
}

describe('changed rows', () => {
  it('are none of the first screen and none of an equal one', () => {
    expect(changes(['one', 'two'], ['one', 'two'])).toEqual([[], []]);
  });

  it('are those whose text is other, come or gone', () => {
    expect(changes(['one', 'two', 'three'], ['one', 'TWO'])).toEqual([[], [1, 2]]);
    expect(changes(['one'], ['one', 'two'])).toEqual([[], [1]]);
  });

  it('leave times of day out, from the first tick on', () => {
    const bar = (time: string) => [`[0] 0:bash "web1" ${time} 23-Nov-26`];
    expect(changes(bar('01:25'), bar('01:26'), bar('12:00:01'))).toEqual([[], [], []]);
  });

  it('leave meters out once they keep changing', () => {
    const cpu = (part: string, name = 'idle') => [`CPU [${part}] ${name}`];
    const told = changes(cpu('||   12.5%'), cpu('|    8.0%'), cpu('|||| 40.1%'), cpu('| 9.9%'));
    expect(told).toEqual([[], [0], [], []]);
  });

  it('tell words that change beside a meter', () => {
    const row = (part: string, state: string) => [`job ${part} ${state}`];
    const told = changes(
      row('1%', 'runs'),
      row('2%', 'runs'),
      row('3%', 'runs'),
      row('4%', 'over'),
    );
    expect(told).toEqual([[], [0], [], [0]]);
  });

  it('remember a meter over pictures in which only something else changed', () => {
    const rows = (cpu: string, note: string) => [`CPU ${cpu}%`, note];
    const told = changes(
      rows('10', 'a'),
      rows('11', 'a'),
      rows('12', 'a'),
      rows('12', 'b'),
      rows('13', 'b'),
    );
    expect(told).toEqual([[], [0], [], [1], []]);
  });

  it('are all of a screen that scrolled, also through numbers', () => {
    const page = (from: number) => Array.from({ length: 10 }, (_unused, row) => String(from + row));
    const all = page(0).map((_text, row) => row);
    expect(changes(page(1), page(2), page(3), page(4))).toEqual([[], all, all, all]);
  });

  it('begin anew after a reset', () => {
    const diff = createScreenDiff();
    diff.changedRows(['one']);
    diff.reset();
    expect(diff.changedRows(['two'])).toEqual([]);
  });
});
