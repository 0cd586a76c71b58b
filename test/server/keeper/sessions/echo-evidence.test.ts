/** When the terminal's echo is asked for, and which answers are told. */
import { describe, expect, it } from 'vitest';
import { createEchoEvidence } from '../../../../server/keeper/sessions/echo-evidence.ts';

function stand() {
  const asked: { tty: string; answer: (isOn: boolean | null) => Promise<void> }[] = [];
  const told: (boolean | null)[] = [];
  let nowMs = 0;
  const shell = {
    readEcho: (tty: string) =>
      new Promise<boolean | null>((resolve) => {
        const answer = async (isOn: boolean | null): Promise<void> => {
          resolve(isOn);
          await new Promise((done) => void setImmediate(done));
        };
        asked.push({ tty, answer });
      }),
  };
  const evidence = createEchoEvidence(
    shell,
    () => nowMs,
    (isOn) => void told.push(isOn),
  );
  return { evidence, asked, told, pass: (ms: number) => void (nowMs += ms) };
}

describe('the evidence of the echo', () => {
  it('is told when it comes', async () => {
    const { evidence, asked, told } = stand();
    evidence.want('/dev/pts/1');
    expect(asked.map(({ tty }) => tty)).toEqual(['/dev/pts/1']);
    await asked[0]?.answer(false);
    expect(told).toEqual([false]);
  });

  it('is of the past once something was printed or typed', async () => {
    const { evidence, asked, told } = stand();
    evidence.want('/dev/pts/1');
    evidence.outdate();
    await asked[0]?.answer(false);
    expect(told).toEqual([]);
  });

  it('is asked again, once, for what stands still while a question is under way', async () => {
    const { evidence, asked, told } = stand();
    evidence.want('/dev/pts/1');
    evidence.outdate();
    evidence.want('/dev/pts/1');
    evidence.want('/dev/pts/1');
    expect(asked).toHaveLength(1);
    await asked[0]?.answer(true);
    expect(asked).toHaveLength(2);
    await asked[1]?.answer(false);
    expect(told).toEqual([false]);
  });

  it('is asked for ten times at once and then every three seconds', async () => {
    const { evidence, asked, pass } = stand();
    const wantTwenty = async (): Promise<void> => {
      for (let time = 0; time < 20; time += 1) {
        evidence.want('/dev/pts/1');
        await asked.at(-1)?.answer(true);
      }
    };
    await wantTwenty();
    expect(asked).toHaveLength(10);
    pass(6_000);
    await wantTwenty();
    expect(asked).toHaveLength(12);
  });
});
