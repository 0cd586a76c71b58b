/** Ids that nobody can guess or meet by chance (Web Cryptography API). */

const ID_BYTES = 16;

/** 128 random bits as 22 characters of base64url. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
