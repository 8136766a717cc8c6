import { answering, asking } from '#pages/api.ts';
import { listConversations } from '#rooms/opinions/door.server.ts';

export const GET = answering(listConversations);
export const OPTIONS = asking;
