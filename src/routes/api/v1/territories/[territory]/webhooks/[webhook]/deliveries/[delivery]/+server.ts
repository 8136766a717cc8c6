import { answering, asking } from '#pages/api.ts';
import { resendOne } from '#rooms/intake/door.server.ts';

export const POST = answering(resendOne);
export const OPTIONS = asking;
