/** Offends boundaries/dependencies: a path inside a package is still the package. */
export { bindingAvailable } from 'ssh2/lib/protocol/crypto.js';
