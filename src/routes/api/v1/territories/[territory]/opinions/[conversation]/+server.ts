import { answering, asking } from '#pages/api.ts';
import { readConversation } from '#rooms/opinions/door.server.ts';

export const GET = answering(readConversation);
export const OPTIONS = asking;
