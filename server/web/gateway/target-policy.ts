/** Where a session may lead: addresses of the right form, the practice server, and never the gateway's own ports. */
import { failed, success, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import { isAddress, isHostName, isUserName } from '../../../shared/model/host.ts';
import type { SessionTarget } from '../../../shared/terminal/session-view.ts';
import type { LocalNetwork } from '../ports/local-network.ts';

const LOOPBACK = '127.0.0.1';

/** The target as the keeper is to reach it, or why it may not be reached. */
export type TargetPolicy = (target: SessionTarget) => Promise<Result<SessionTarget, Failure>>;

/** What the policy knows of this gateway. */
export interface GatewayPorts {
  /** Port of the web process. */
  readonly webPort: number;
  /** Port of the practice server, null when it did not start. */
  readonly practicePort: number | null;
}

/** The policy of this gateway. */
export function createTargetPolicy(ports: GatewayPorts, network: LocalNetwork): TargetPolicy {
  return async (target) => {
    if (!isHostName(target.hostName)) return failed({ code: 'host.name-invalid' });
    if (!isUserName(target.userName)) return failed({ code: 'host.user-name-invalid' });
    if (target.kind === 'practice') return practiceTarget(target, ports);
    if (!isAddress(target.address)) return failed({ code: 'host.address-invalid' });
    const isOwnPort = target.port === ports.webPort || target.port === ports.practicePort;
    // Looked up only for these two ports, with the resolver that the keeper will ask as well.
    if (isOwnPort && (await network.leadsToThisMachine(target.address)))
      return failed({ code: 'ssh.own-port', port: target.port });
    return success(target);
  };
}

/** Whatever address the page gave, practice is on this machine and on the port the supervisor told. */
function practiceTarget(
  target: SessionTarget,
  { practicePort, webPort }: GatewayPorts,
): Result<SessionTarget, Failure> {
  if (practicePort === null)
    return failed({ code: 'ssh.refused', address: LOOPBACK, port: webPort });
  return success({ ...target, address: LOOPBACK, port: practicePort });
}
