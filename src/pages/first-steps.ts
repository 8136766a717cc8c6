import { addresses } from '#pages/addresses.ts';
import { isOpenTo } from '#pages/opening.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { firstSteps, type StepView } from '#rooms/identity/door.server.ts';

/** The steps of a new official's first day whose pages are open to this person. */
export async function openSteps(actor: Actor): Promise<StepView[]> {
	return (await firstSteps(actor)).filter((one) => {
		const rules = addresses.get(one.href);
		return rules && isOpenTo(actor, rules.open, { territory: undefined, chosen: false }).open;
	});
}
