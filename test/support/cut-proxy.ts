/** A TCP proxy that can be told to cut: after so many bytes in one direction, or now. */
import { connect, createServer, type Socket } from 'node:net';

/** The proxy as a test uses it. */
export interface CutProxy {
  readonly port: number;
  /** Cuts every connection once `bytes` more bytes went `direction`; the last piece is delivered up to there. */
  cutAfter(direction: 'to-gateway' | 'to-page', bytes: number): void;
  /** Cuts all connections now. */
  cutNow(): void;
  /** How often it has cut. */
  readonly cuts: number;
  close(): Promise<void>;
}

/** Starts a proxy to a port on this machine. */
export async function startCutProxy(targetPort: number): Promise<CutProxy> {
  const pairs = new Set<{ page: Socket; gateway: Socket }>();
  let plan: { direction: 'to-gateway' | 'to-page'; left: number } | null = null;
  let cuts = 0;
  const cutNow = (): void => {
    plan = null;
    cuts += 1;
    for (const { page, gateway } of pairs) {
      // Reset, not an orderly end: what a phone that loses its network looks like.
      page.resetAndDestroy();
      gateway.resetAndDestroy();
    }
  };
  const forward = (from: Socket, to: Socket, direction: 'to-gateway' | 'to-page'): void => {
    from.on('data', (bytes) => {
      if (plan?.direction !== direction) {
        to.write(bytes);
        return;
      }
      if (bytes.length < plan.left) {
        plan.left -= bytes.length;
        to.write(bytes);
        return;
      }
      const last = bytes.subarray(0, plan.left);
      plan = null;
      // What was sent before the cut does arrive; the rest never does.
      to.write(last, () => {
        cutNow();
      });
      from.pause();
    });
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };
  const server = createServer((page) => {
    const gateway = connect(targetPort, '127.0.0.1');
    const pair = { page, gateway };
    pairs.add(pair);
    page.setNoDelay(true);
    gateway.setNoDelay(true);
    page.on('close', () => pairs.delete(pair));
    forward(page, gateway, 'to-gateway');
    forward(gateway, page, 'to-page');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    port: address.port,
    cutAfter(direction, bytes) {
      plan = { direction, left: bytes };
    },
    cutNow,
    get cuts() {
      return cuts;
    },
    async close() {
      cutNow();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
