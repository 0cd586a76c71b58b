/** What a server can do that breaks the rules of SSH or a limit of Earshot. The catalogue turns each into words. */
import * as v from 'valibot';

/** The fact `what` of `ssh.server-misbehaved`. */
export const misbehaviourSchema = v.picklist([
  'too-many-questions',
  'question-too-long',
  'too-many-banners',
  'too-many-channels',
  'too-many-exits',
  'too-much-before-sign-in',
  'too-much-output',
  'answers-unread',
  'packet-broken',
  'host-key-weak',
  'host-key-unproven',
]);
/** One of the things a server can do wrong. */
export type Misbehaviour = v.InferOutput<typeof misbehaviourSchema>;
