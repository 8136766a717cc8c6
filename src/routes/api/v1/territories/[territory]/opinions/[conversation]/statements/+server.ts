import { answering, asking } from '#pages/api.ts';
import { readStatements } from '#rooms/opinions/door.server.ts';

export const GET = answering(readStatements);
export const OPTIONS = asking;
