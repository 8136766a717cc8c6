import { answering, asking } from '#pages/api.ts';
import { uploadPhotograph } from '#rooms/intake/door.server.ts';

export const POST = answering(uploadPhotograph);
export const OPTIONS = asking;
