import { answering, asking } from '#pages/api.ts';
import { listCategories } from '#rooms/intake/door.server.ts';

export const GET = answering(listCategories);
export const OPTIONS = asking;
