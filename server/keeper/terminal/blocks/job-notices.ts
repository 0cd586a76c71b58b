/** Recognises what a shell itself says of its jobs before it prompts: `[1]+  Done    sleep 9`. */

/** bash, zsh, dash, mksh and fish's forms, in the C locale's words. */
const JOB_NOTICE =
  /^\[\d{1,4}\] {0,2}[-+]? +(?:done|exit|exited|stopped|suspended|continued|running|terminated|killed|interrupt|hangup|quit|aborted|abort|segmentation fault|broken pipe|alarm clock|bus error|floating point exception|user defined signal \d)\b/i;

/** Whether a line tells what became of a job. */
export function isJobNotice(text: string): boolean {
  return JOB_NOTICE.test(text.slice(0, 200));
}
