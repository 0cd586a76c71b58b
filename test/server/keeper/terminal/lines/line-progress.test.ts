/** How far a program is, from lines as real programs redraw them; the goldens hold where they were seen. */
import { describe, expect, it } from 'vitest';
import { percentOf } from '../../../../../server/keeper/terminal/lines/line-progress.ts';

describe('how far a changing line is', () => {
  const rows: readonly (readonly [program: string, line: string, percent: number | null])[] = [
    ['a plain figure', 'Downloading  41%', 41],
    ['with a fraction', ' 41.7 % done', 41],
    ['wget', 'big.bin   40%[=======>            ]   4.02M  1.00MB/s    eta 6s', 40],
    ['rsync', '     32,768  31%   31.25MB/s    0:00:00 (xfr#1, to-chk=3/5)', 31],
    ['git', 'Receiving objects:  40% (40/100), 1.20 MiB | 2.00 MiB/s', 40],
    ['apt', 'Progress: [ 62%] [####################............]', 62],
    ['curl', ' 40 1024k   40  409k    0     0   512k      0  0:00:02 --:--:--  0:00:02  512k', 40],
    ['pip', '   ━━━━━━━━━━━━━━━╸━━━━━━━━━━━━━━━━ 5.2/10.4 MB 5.1 MB/s eta 0:00:02', 50],
    ['docker', 'a2abf6c4d29d: Downloading [====>      ]  12.29MB/31.36MB', 39],
    ['cargo', '    Building [=======>                 ] 30/120: serde', 25],
    ['all of it', '100%', 100],
    ['more than all', '140%', null],
    ['no figure', 'Working...', null],
    ['a date', 'on 3/12 at noon', null],
    ['a path', '/usr/lib/2/3', null],
    ['nothing', '', null],
  ];
  it.each(rows)('%s: %s', (_program, line, percent) => {
    expect(percentOf(line)).toBe(percent);
  });

  it('takes no longer for a hostile line', () => {
    expect(percentOf('9'.repeat(20_000))).toBeNull();
    expect(percentOf('[='.repeat(10_000))).toBeNull();
    expect(percentOf('1/'.repeat(10_000))).toBeNull();
  });
});
