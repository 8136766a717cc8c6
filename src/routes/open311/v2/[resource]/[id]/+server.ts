import { answering } from '#pages/open311.ts';

export const GET = answering;
