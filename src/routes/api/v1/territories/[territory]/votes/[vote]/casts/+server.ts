import { answering, asking } from '#pages/api.ts';
import { castOne } from '#rooms/ballots/door.server.ts';

export const POST = answering(castOne);
export const OPTIONS = asking;
