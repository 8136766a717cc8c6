import { answering, asking } from '#pages/api.ts';
import { readWebhook, removeOneWebhook, switchOneWebhook } from '#rooms/intake/door.server.ts';

export const GET = answering(readWebhook);
export const POST = answering(switchOneWebhook);
export const DELETE = answering(removeOneWebhook);
export const OPTIONS = asking;
