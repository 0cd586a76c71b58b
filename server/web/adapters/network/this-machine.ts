/** Whether an address leads to this machine, asked of the system's own resolver, which knows every odd notation. */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Loopback and "any" addresses, with which this machine reaches itself. IPv4-mapped IPv6 is matched as IPv4. */
function ownAddresses(): BlockList {
  const own = new BlockList();
  own.addSubnet('127.0.0.0', 8, 'ipv4');
  own.addSubnet('0.0.0.0', 8, 'ipv4');
  own.addAddress('::1', 'ipv6');
  own.addAddress('::', 'ipv6');
  for (const { address, family } of Object.values(networkInterfaces()).flatMap(
    (list) => list ?? [],
  ))
    own.addAddress(withoutZone(address), family === 'IPv6' ? 'ipv6' : 'ipv4');
  return own;
}

/** True when any address behind `name` is this machine's; false also when the name is unknown. */
export async function leadsToThisMachine(name: string): Promise<boolean> {
  let found: readonly { readonly address: string }[];
  try {
    found = await lookup(name, { all: true });
  } catch {
    return false;
  }
  const own = ownAddresses();
  return found.some(({ address }) => {
    const bare = withoutZone(address);
    return own.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4');
  });
}

/** An IPv6 address without its zone (RFC 4007). */
function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}
