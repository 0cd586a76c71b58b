/** Where page and web process meet: one path per conversation, all of the page's own origin. */

/** WebSocket for everything after signing in; closed to browsers that are not paired. */
export const SOCKET_PATH = '/api/socket';
/** POST `PairRequest`: makes this browser a device and sets its cookie. Answers `DeviceAnswer` or `HttpRefusal`. */
export const PAIR_PATH = '/api/pair';
/** GET: who this browser is. Answers `DeviceAnswer`, or 401 with `HttpRefusal` (device.not-paired). */
export const DEVICE_PATH = '/api/device';
/** POST: revokes this browser's cookie. Answers 204. */
export const SIGN_OUT_PATH = '/api/sign-out';
