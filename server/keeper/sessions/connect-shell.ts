/** From a target to an open shell: the key first, the person's word on it, then a connection pinned to that key. */
import { failed, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { HostKey } from '../../../shared/model/host-key.ts';
import type { SessionTarget } from '../../../shared/terminal/session-view.ts';
import type { Shell, ShellRequest, ShellTransport } from '../ports/shell-transport.ts';

/** What connecting needs; both questions may take as long as the person likes. */
export interface ConnectOptions {
  readonly transport: ShellTransport;
  readonly target: SessionTarget;
  /** The key the person trusts already, null on a first connection. */
  readonly pin: HostKey | null;
  /** Asks whether this key is trusted; nothing is connected meanwhile. Null: no. */
  askHostKey(hostKey: HostKey): Promise<HostKey | null>;
  readonly shell: Pick<ShellRequest, 'size' | 'ask' | 'startCommand'>;
}

/** Opens the shell, or says why not. Stops when `signal` aborts. */
export async function connectShell(
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<Result<Shell, Failure>> {
  const { transport, target } = options;
  const endpoint = { address: target.address, port: target.port };
  let pin = options.pin;
  if (pin === null) {
    const fetched = await transport.fetchHostKey(endpoint, signal);
    if (!fetched.ok) return fetched;
    pin = await options.askHostKey(fetched.value);
    if (pin === null) return failed({ code: 'ssh.key-not-trusted', address: target.address });
  }
  return transport.openShell(
    { ...options.shell, endpoint, userName: target.userName, pin },
    signal,
  );
}
