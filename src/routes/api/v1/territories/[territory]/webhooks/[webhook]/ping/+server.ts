import { answering, asking } from '#pages/api.ts';
import { pingOneWebhook } from '#rooms/intake/door.server.ts';

export const POST = answering(pingOneWebhook);
export const OPTIONS = asking;
