import { answering, asking } from '#pages/api.ts';
import { readResults } from '#rooms/opinions/door.server.ts';

export const GET = answering(readResults);
export const OPTIONS = asking;
