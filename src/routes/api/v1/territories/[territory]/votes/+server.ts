import { answering, asking } from '#pages/api.ts';
import { listVotesOf } from '#rooms/ballots/door.server.ts';

export const GET = answering(listVotesOf);
export const OPTIONS = asking;
