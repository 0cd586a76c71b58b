/** Every notation of this machine leads to this machine. */
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { leadsToThisMachine } from '../../../../server/web/adapters/network/this-machine.ts';

const own = Object.values(networkInterfaces()).flatMap((list) =>
  (list ?? []).map(({ address }) => address),
);

test.each([
  'localhost',
  '127.0.0.1',
  '127.1',
  '127.9.9.9',
  '0x7f.1',
  '2130706433',
  '0.0.0.0',
  '::1',
  '::',
  '0:0:0:0:0:0:0:1',
  '::ffff:127.0.0.1',
  ...own,
])('%s is this machine', async (address) => {
  expect(await leadsToThisMachine(address)).toBe(true);
});

test.each(['192.0.2.1', '2001:db8::1', 'no-such-name.invalid', '::ffff:192.0.2.1'])(
  '%s is not this machine',
  async (address) => {
    expect(await leadsToThisMachine(address)).toBe(false);
  },
);
