import { type Actor, may } from '#platform/permissions/door.ts';
import type { AppealPlace } from '../permissions.ts';

/** Who still sees a photograph that an official hid: the author, who works on the appeal, who may show it again. */
export const seesHidden = (actor: Actor, place: AppealPlace): boolean =>
	place.mine || may(actor, 'appeals.see-whole', place) || may(actor, 'appeals.show-photograph', place);
