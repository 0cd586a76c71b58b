/** Offends boundaries/dependencies: ws has its door in the gateway. */
import { WebSocketServer } from 'ws';

export const server = WebSocketServer;
