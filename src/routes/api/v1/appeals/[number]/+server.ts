import { answering, asking } from '#pages/api.ts';
import { readOne } from '#rooms/intake/door.server.ts';

export const GET = answering(readOne);
export const OPTIONS = asking;
