/**
 * The gate before every credential. ssh2 refuses a host key only on exactly `false` and takes everything else
 * as consent; this wrapper turns that round: only exactly `true` passes.
 */

/** The verifier ssh2 calls at each key exchange; it must give back nothing, or ssh2 reads that as consent. */
export type HostKeyVerifier = (key: Buffer, tell: (isPermitted: boolean) => void) => void;

/** What the gate asks. */
export interface HostKeyGate {
  /** Judges a key blob. Only `true`, or a promise of `true`, lets the connection go on; a throw refuses. */
  judge(key: Buffer): unknown;
  /** Whether the connection is still there; a verdict after its end would make ssh2 throw. */
  isAlive(): boolean;
}

/** Makes the verifier for a gate: it tells ssh2 its verdict later, exactly once, and never after the end. */
export function hostKeyVerifier(gate: HostKeyGate): HostKeyVerifier {
  return (key, tell) => {
    const decide = async (): Promise<boolean> => (await gate.judge(key)) === true;
    const pass = (isPermitted: boolean): void => {
      if (gate.isAlive()) tell(isPermitted);
    };
    void decide().then(pass, () => {
      pass(false);
    });
  };
}
