import { answering, asking } from '#pages/api.ts';
import { fileOne, listAppealsOf } from '#rooms/intake/door.server.ts';

export const GET = answering(listAppealsOf);
export const POST = answering(fileOne);
export const OPTIONS = asking;
