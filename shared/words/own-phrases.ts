/**
 * Phrases that only Earshot may say unmarked, as patterns over folded text (lower case, look-alikes resolved,
 * one part between commas at a time). Output that holds one is marked as the server's. English.
 */

const numberWords =
  'zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|' +
  'seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|and|no|a|an';
/** A number in digits of any script or in words: both sound the same. */
const amount = `(?:[\\p{N}][\\p{N}.' ]*|(?:(?:${numberWords})[ -])+)`;
const countedThing =
  '(?:(?:blank |logical )?lines?|hidden characters?|characters?|rows?|commands?|(?:more )?results?|tries|try|seconds?|minutes?|hours?)';

/** Each must match a whole part of the text. */
export const ownPhrasesEn: readonly RegExp[] = [
  /^(?:ok|okay|o k|done|stopped|suspended|lost|running|waiting|waits|back|bell|failed|greeting|table)(?: on .*| ?:.*)?$/u,
  /^(?:ok|okay|failed|done|stopped|waits|earshot)\b.*$/u,
  /^(?:still )?running(?: .*)?$/u,
  /^failed \p{N}+.*$/u,
  new RegExp(`^${amount} ?(?:${countedThing})(?: .*)?$`, 'u'),
  new RegExp(`^${amount} ?failed$`, 'u'),
  /^no (?:output|match)$/u,
  /^(?:now (?:in|root)|but .* failed).*$/u,
  /^(?:says|last|first error|server text|the server says|messages) ?(?::.*)?$/u,
  /^(?:connected to|taken over|sign-in refused|full screen|session on|bell on|suspended|lost|stopped) ?.*$/u,
  /^.* (?:ended the session|does not answer|asks you to sign in|taken over by)(?:[ :].*)?$/u,
  /^gateway (?:out of|in) reach.*$/u,
  /^(?:not executable|command not found|interrupted|killed|terminated|files differ|false|segmentation fault|aborted|hung up|quit)$/u,
  /^(?:typing is hidden|yes or no|(?:yes|no) is default|stop again for quit|trying again|shell closed.*)$/u,
];
