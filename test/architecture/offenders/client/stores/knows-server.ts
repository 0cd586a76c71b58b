/** Offends boundaries/dependencies: the page does not import the server. */
import { frame } from '../../server/link/frame.ts';

export const seen = frame;
