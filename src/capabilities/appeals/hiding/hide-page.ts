import { refuse } from '#platform/errors/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { categories } from '../categories.server.ts';
import { categoryName } from '../category.ts';
import { appealByNumber } from '../follow.ts';
import { placeOf } from '../reach.ts';
import { showAppeal } from '../read-appeal.ts';

/** What this person may hide of an appeal, or show again. For whom there is nothing of it, there is no such page. */
export async function hidePage(actor: Actor, number: string) {
	const appeal = (await appealByNumber(number)) ?? refuse('appeals.not-found');
	const view = await showAppeal({ actor }, appeal);
	if (!view.mayHide) refuse('platform.not-found');
	const place = placeOf(appeal, view.mine);
	const category = categoryName((await categories()).get(appeal.category), actor.lang);
	return {
		ref: { territory: appeal.territory, id: appeal.id },
		number: appeal.number,
		title: view.appeal.placeWords ? `${category}: ${view.appeal.placeWords}` : category,
		text: view.appeal.text,
		hiddenNow: view.hiddenNow,
		photographs: view.photographs.map(({ file, thumbnail, hidden }) => ({ file, thumbnail, hidden })),
		may: {
			hide: may(actor, 'appeals.hide', place),
			showAgain: may(actor, 'appeals.show-again', place),
			showPhotograph: may(actor, 'appeals.show-photograph', place),
		},
	};
}
