import { answering, asking } from '#pages/api.ts';
import { readTerritory } from '#rooms/intake/door.server.ts';

export const GET = answering(readTerritory);
export const OPTIONS = asking;
