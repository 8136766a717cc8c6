import { answering, asking } from '#pages/api.ts';
import { readAnswers } from '#rooms/intake/door.server.ts';

export const GET = answering(readAnswers);
export const OPTIONS = asking;
