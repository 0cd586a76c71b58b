/** What is said of the line between page and gateway, which belongs to no session. */
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { type Announcement, plainAnnouncement } from './announcement.ts';

const TOPIC = 'gateway';

/** The gateway has been out of reach for over 3 s while the page is in front. */
export function gatewayLostAnnouncement(words: Words = en): Announcement {
  return plainAnnouncement(words.spoken.gatewayOutOfReach, 'connection', TOPIC, {
    urgency: 'assertive',
  });
}

/** The gateway answers again, after it was announced as out of reach. */
export function gatewayFoundAnnouncement(words: Words = en): Announcement {
  return plainAnnouncement(words.spoken.gatewayInReach, 'connection', TOPIC);
}
