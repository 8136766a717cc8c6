import { asking } from '#pages/api.ts';
import { answering } from '#pages/open311.ts';

export const GET = answering;
export const POST = answering;
export const OPTIONS = asking;
