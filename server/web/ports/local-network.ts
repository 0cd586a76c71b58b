/** What the gateway may know about its own machine's network: a local SSH server, and which names mean itself. */
export interface LocalNetwork {
  /** An SSH server on port 22 of this machine's loopback, null when none answers within 1 s; cached for 30 s. */
  findSshServer(): Promise<{ readonly address: string; readonly port: number } | null>;
  /** Whether a name or address, in any notation the system accepts, leads to this machine. Unknown names do not. */
  leadsToThisMachine(address: string): Promise<boolean>;
}
