/** Offends boundaries/dependencies: controls know no store. */
import { hosts } from '../../stores/hosts.ts';

export const count = hosts.length;
