import { answering, asking } from '#pages/api.ts';
import { checkOne } from '#rooms/ballots/door.server.ts';

export const POST = answering(checkOne);
export const OPTIONS = asking;
