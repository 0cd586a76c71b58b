/**
 * A process of its own that opens a shell, never reads from it, and says how it ended and how far its memory
 * grew: `paused-client.ts PORT FINGERPRINT`. Run by the fault tests, where the other end floods.
 */
import { RIGHT_PASSWORD } from './hostile-ssh-server.ts';
import { connectAsPerson, shellOf } from './ssh-person.ts';

const [port, fingerprint] = process.argv.slice(2);
const { outcome } = connectAsPerson({
  port: Number(port),
  pin: { algorithm: 'ssh-ed25519', fingerprint: fingerprint ?? '' },
  answers: [RIGHT_PASSWORD],
});
const shell = shellOf(await outcome);
/** The highest this process has ever stood, in KiB, so that nothing between two looks is missed. */
const peakKib = (): number => process.resourceUsage().maxRSS;
const before = peakKib();
shell.pause();
shell.start({
  onOutput: () => {
    throw new Error('A paused shell delivered output.');
  },
  onEnd: (end) => {
    console.log(JSON.stringify({ end, grownKib: peakKib() - before }));
    process.exit(0);
  },
});
// The server floods when it is told that we are ready.
shell.write(Buffer.from('go'));
