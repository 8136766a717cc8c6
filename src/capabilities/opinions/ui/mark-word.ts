import type { Mark } from '#rooms/opinions/conversation.ts';

/** The last part of the key of a mark's words. */
export const markWord = (mark: Mark) => (mark === 1 ? 'agree' : mark === -1 ? 'disagree' : 'pass');
