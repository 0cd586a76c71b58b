/** Clean: the one door to ws. */
import { WebSocketServer } from 'ws';
import { frame } from '../../link/frame.ts';

export const gate = { WebSocketServer, frame };
