import { database } from '#platform/db/door.server.ts';
import { kept } from '../kept.ts';
import { dissentReasons } from './reasons-store.server.ts';

const reasons = kept(() => dissentReasons(database()));

/** All reasons why something is not done, at most five seconds old: every page of an appeal names some. */
export const knownReasons = reasons.get;

/** After a change: the next one who asks reads what is new. */
export const renewReasons = reasons.forget;
