import { answering, asking } from '#pages/api.ts';
import { readVote } from '#rooms/ballots/door.server.ts';

export const GET = answering(readVote);
export const OPTIONS = asking;
