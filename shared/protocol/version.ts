/** The version of the protocol between page, web process and keeper. */

/** Raised with every change that an older page or gateway would misunderstand. */
export const PROTOCOL_VERSION = 1;
