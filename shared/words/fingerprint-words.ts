/**
 * A host key's fingerprint as words, for those who compare it by ear. Loaded only when a key is asked about.
 * Method: the SHA-256 of the key (RFC 4648 base64 after `SHA256:`) is cut to its first 16 bytes; each byte is the
 * index of a word in the list, which is in alphabetical order. 16 words are 128 bits.
 */

/** Words of a fingerprint, one for each byte. */
export const FINGERPRINT_WORDS = 16;
/** Words said together. */
const GROUP_SIZE = 3;

/** 256 words that differ in their first four letters, and in three letters or more in all. */
const wordList = `
  acorn agent album alley amber anchor ankle apron artist asteroid attic autumn avocado badger
  bakery balcony bamboo banana banjo basket bedroom bicycle birthday biscuit blossom boulder
  bracelet branch bread bridge bronze bubble buffalo butter cabin cactus calendar camel canoe
  caravan castle cathedral cedar cherry chimney chocolate cinema circus clarinet climate cobweb
  coconut coffee compass copper coral cotton cousin cowboy cradle cricket crocodile crystal
  cucumber curtain cushion daisy dancer desert diamond doctor dolphin donkey dragon drummer
  dungeon eagle earring eclipse elbow elephant elevator emerald engine envelope evening eyebrow
  fabric farmer festival fiddle finger firefly flamingo forest fossil fountain freckle galaxy
  garlic gazelle giraffe glacier glass goblin gorilla granite grape grocer hammock hamster
  harbor harvest helicopter helmet hotel hurricane iceberg igloo insect island ivory jaguar
  jasmine jelly jewel jigsaw journal kangaroo kayak kettle keyboard kidney kitchen kiwi knuckle
  koala lagoon lantern laundry lavender lemon leopard library lighthouse lizard lobster locket
  magpie marble meadow melody mermaid meteor mirror mosquito muffin museum napkin needle nephew
  nickel notebook nutmeg oasis ocean octopus olive opera orange orchid orphan ostrich palace
  pancake panther parrot pelican penguin piano picnic pigeon pilot pirate planet poet polar
  potato princess pumpkin puppet purple python quarry quilt quiver rabbit radish raven ribbon
  robot rubber salmon sandal satchel saxophone scarf scissors seagull sister skeleton slipper
  snail snowman sofa spider sponge stadium strawberry sugar sunset swallow syrup tadpole tailor
  telescope temple theater thimble thunder tobacco torch tractor trumpet tulip tunnel turkey
  umbrella unicorn vacuum vanilla vessel victory village vineyard violin volcano waffle walnut
  wheelbarrow whistle window xylophone yogurt zebra zigzag
`
  .trim()
  .split(/\s+/);

/** The 16 words of a fingerprint `SHA256:…`, or null when it does not have that form. */
export function fingerprintWords(fingerprint: string): readonly string[] | null {
  const digest = /^SHA256:([A-Za-z0-9+/]{43})=?$/.exec(fingerprint)?.[1];
  if (digest === undefined) return null;
  return firstBytes(digest, FINGERPRINT_WORDS).map((byte) => wordList[byte] ?? '');
}

/** Words in groups of three, the last one with what remains: said with a pause after each. */
export function wordGroups(words: readonly string[]): readonly string[] {
  const groups: string[] = [];
  for (let start = 0; start < words.length; start += GROUP_SIZE)
    groups.push(words.slice(start, start + GROUP_SIZE).join(' '));
  return groups;
}

/**
 * Whether what a person typed is this fingerprint: its words in any capitals and spacing, or its text with or
 * without `SHA256:`. Null while nothing is typed.
 */
export function matchesFingerprint(fingerprint: string, typed: string): boolean | null {
  const wanted = typed.trim();
  if (wanted === '') return null;
  const text = wanted.replace(/^sha256:/i, '').replaceAll(/[\s=]/g, '');
  if (`SHA256:${text}` === fingerprint) return true;
  const words = fingerprintWords(fingerprint);
  const typedWords = wanted.toLowerCase().match(/[a-z]+/g) ?? [];
  return words !== null && typedWords.join(' ') === words.join(' ');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The first `count` bytes of base64 text (RFC 4648 section 4); `shared` has no decoder of a platform at hand. */
function firstBytes(base64: string, count: number): readonly number[] {
  const bytes: number[] = [];
  let bits = 0;
  let bitCount = 0;
  for (const character of base64) {
    bits = (bits << 6) | ALPHABET.indexOf(character);
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes.push((bits >> bitCount) & 0xff);
    bits &= (1 << bitCount) - 1;
    if (bytes.length === count) break;
  }
  return bytes;
}
