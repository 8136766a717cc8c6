import { answering, asking } from '#pages/api.ts';
import { listBodies } from '#rooms/intake/door.server.ts';

export const GET = answering(listBodies);
export const OPTIONS = asking;
