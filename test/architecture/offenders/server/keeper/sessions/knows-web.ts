/** Offends boundaries/dependencies: neither wing imports the other. */
import { gate } from '../../web/gateway/gate.ts';

export const seen = gate;
