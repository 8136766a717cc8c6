import { answering, asking } from '#pages/api.ts';
import { listTerritories } from '#rooms/intake/door.server.ts';

export const GET = answering(listTerritories);
export const OPTIONS = asking;
