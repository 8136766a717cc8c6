import { answering, asking } from '#pages/api.ts';
import { readResult } from '#rooms/ballots/door.server.ts';

export const GET = answering(readResult);
export const OPTIONS = asking;
