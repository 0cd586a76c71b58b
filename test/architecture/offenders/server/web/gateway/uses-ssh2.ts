/** Offends boundaries/dependencies: ssh2 has its door in the keeper. */
import { Client } from 'ssh2';

export const client = Client;
