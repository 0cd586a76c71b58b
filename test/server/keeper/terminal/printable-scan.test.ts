/** The scan that takes four bytes at once stops at the same bytes as one that looks at each. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { skipPrintable } from '../../../../server/keeper/terminal/printable-scan.ts';

it('never passes a byte that is not printable ASCII, and stops less than four bytes before it', () => {
  const letter = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
    fc.nat(255),
  );
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 60 }), fc.nat(10), (letters, from) => {
      const bytes = Uint8Array.from([...new Array<number>(from).fill(0), ...letters]);
      const stop = bytes.findIndex((byte, at) => at >= from && (byte < 0x20 || byte > 0x7e));
      const exact = stop === -1 ? bytes.length : stop;
      const at = skipPrintable(new DataView(bytes.buffer), from, bytes.length);
      expect(at).toBeLessThanOrEqual(exact);
      expect(at).toBeGreaterThan(exact - 4);
    }),
    { numRuns: 5_000 },
  );
});
