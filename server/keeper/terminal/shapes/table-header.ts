/** Judges whether a line is the header of a table, by its words alone; whether the rows fit is headed-table's. */

/** How sure a header is: `known` programs, capitals throughout, or only words that begin with a capital. */
export type HeaderStrength = 'known' | 'capitals' | 'titled';

/** Headers of programs that everybody runs, in their own words (coreutils, procps, iproute2, net-tools, kmod, sysstat). */
const KNOWN: readonly RegExp[] = [
  /^Filesystem +(?:Type +)?(?:Size|1K-blocks|1024-blocks|1M-blocks|Inodes|\d\w*-blocks) +I?Used +/,
  /^ +total +used +free +shared +buff\/cache +available$/,
  /^ +total +used +free +shared +buffers +cache/,
  /^(?:Netid +)?(?:State +)?Recv-Q +Send-Q +Local Address:Port +Peer Address:Port/,
  /^Proto +Recv-Q +Send-Q +Local Address +Foreign Address/,
  /^Destination +Gateway +Genmask +Flags /,
  /^Module +Size +Used by$/,
  /^ ?r +b +swpd +free +buff +cache /,
  /^Device +(?:tps|r\/s) +/,
  /^Iface +(?:MTU|Destination) +/,
  /^Address +HWtype +HWaddress /,
  /^Filename\s+Type\s+Size\s+Used\s+Priority$/,
];
const CAPITAL_WORD = /^[A-Z%#][A-Z0-9%#_/().:,+&<>*@=-]*$/;
const TITLE_WORD = /^[\p{Lu}%#][\p{L}\p{N}%#_/().:-]*$/u;
const LATER_WORD = /^[\p{L}\p{N}%#_/().:-]+$/u;

/** Programs that print nothing but tables, so that a header of two columns is enough. */
const TABLE_COMMAND =
  /^(?:sudo +)?(?:docker|podman|nerdctl|kubectl|k3s|helm|oc|systemctl|loginctl|machinectl|ps|lsblk|lsof|lsns|lslocks|findmnt|losetup|zramctl|swapon|top|w|multipass|lxc|gcloud|aws|az|gh|nomad|vagrant|snap|virsh)(?: |$)/;

/** Whether the command is known to print tables. */
export function isTableCommand(commandLine: string): boolean {
  return TABLE_COMMAND.test(commandLine.trimStart());
}

/** How much a line looks like a header, or null. */
export function headerStrength(line: string): HeaderStrength | null {
  if (line.length > 400) return null;
  if (KNOWN.some((form) => form.test(line))) return 'known';
  const words = line.trim().split(/\s+/);
  // A row of data is no header, though its names begin with capitals.
  if (words.length < 2 || words.some((word) => /^[\d-]/.test(word))) return null;
  if (words.every((word) => CAPITAL_WORD.test(word))) {
    const long = words.filter((word) => /[A-Z].*[A-Z]/.test(word)).length;
    return long * 2 >= words.length ? 'capitals' : null;
  }
  return isTitled(words) ? 'titled' : null;
}

/** At least three words, most with a capital, no sentence. */
function isTitled(words: readonly string[]): boolean {
  const isPlain = words.every((word) => LATER_WORD.test(word) || CAPITAL_WORD.test(word));
  const isSentence = /[:!?;]$/.test(words.at(-1) ?? '');
  if (words.length < 3 || !isPlain || isSentence || !TITLE_WORD.test(words[0] ?? '')) return false;
  return words.filter((word) => TITLE_WORD.test(word)).length * 3 >= words.length * 2;
}
