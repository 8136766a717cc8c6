import { answering, asking } from '#pages/api.ts';
import { addOneWebhook, listWebhooksOf } from '#rooms/intake/door.server.ts';

export const GET = answering(listWebhooksOf);
export const POST = answering(addOneWebhook);
export const OPTIONS = asking;
