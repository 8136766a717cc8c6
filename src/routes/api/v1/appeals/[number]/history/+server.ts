import { answering, asking } from '#pages/api.ts';
import { readWay } from '#rooms/intake/door.server.ts';

export const GET = answering(readWay);
export const OPTIONS = asking;
