import { z } from 'zod';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { type Channel, undecided } from '../appeal.ts';
import { fileAppeal } from '../file-appeal.ts';
import { checkFiling } from '../filing/check-filing.ts';
import type { Filing, Receipt } from '../filing/filing.ts';
import { mailReceipt } from '../filing/receipt-letter.ts';
import { channelOf, type Reception, type ReceptionRef, readReceptionRef } from '../reception/reception.ts';
import { insertReceived, receptionsOf } from '../reception/reception-store.server.ts';

/** What only an operator's form says, besides the filing itself. */
export const callInput = z.object({
	/** `phone`, `office`, or the hotline or centre as `<territory>/<id>`. */
	via: z.string().max(60).default('phone'),
	identified: z
		.string()
		.optional()
		.transform((text) => text === 'yes'),
	consent: z
		.string()
		.optional()
		.transform((text) => text === 'yes'),
});
export type CallInput = z.output<typeof callInput>;

/** The hotlines and centres that an operator of the territory answers for: its own, then those of the territories above. */
export async function receptionsFor(actor: Actor, territory: TerritoryId): Promise<Reception[]> {
	demand(actor, 'appeals.take-calls', { territory });
	const areas = [territory, ...tree.ancestors(territory)];
	const all = await receptionsOf(database(), areas, ['hotline', 'centre']);
	return all
		.filter((one) => one.closedAt === null)
		.sort((a, b) => areas.indexOf(a.territory) - areas.indexOf(b.territory));
}

/**
 * Files what somebody says by telephone or at the desk of a service centre. The appeal is theirs: the operator stands in it as the one
 * who wrote it down. Names and contacts are taken only with a consent, which is recorded; who showed a document files an appeal in
 * the sense of the law, anybody else a message.
 * @throws Invalid with all mistakes at once
 */
export async function takeCall(
	actor: Actor,
	filing: Omit<Filing, 'channel' | 'filedBy' | 'standing'>,
	call: CallInput,
	now = new Date(),
): Promise<Receipt> {
	const { territory } = filing;
	demand(actor, 'appeals.take-calls', { territory });
	const operator = actor.account ?? refuse('platform.sign-in-first');
	const problems: Problem[] = [];
	const { reception, channel } = await wayIn(actor, territory, call.via, problems);
	const contacts = Boolean(filing.name || filing.phone || filing.email || filing.address);
	if (contacts && !call.consent)
		problems.push({ field: 'consent', code: 'appeals.operator.consent.missing' });
	if (call.identified && channel === 'phone')
		problems.push({ field: 'identified', code: 'appeals.operator.identified.by-phone' });
	const whole: Filing = {
		...filing,
		category: filing.category || undecided,
		channel,
		filedBy: operator,
		standing: call.identified && channel !== 'phone' ? 'appeal' : 'message',
	};
	if (problems.length) {
		// the other mistakes are told with them
		await checkFiling(actor, whole, { now }).catch((error: unknown) => {
			if (!(error instanceof Invalid)) throw error;
			problems.push(...error.problems);
		});
		invalid(...problems);
	}
	const receipt = await fileAppeal(actor, whole, now, (tx, ref) =>
		insertReceived(tx, ref, {
			reception,
			identified: call.identified,
			consent: contacts ? (channel === 'phone' ? 'said' : 'signed') : null,
			at: now,
		}),
	);
	if (filing.email) await mailReceipt(receipt, filing.email, actor.lang);
	return receipt;
}

async function wayIn(
	actor: Actor,
	territory: TerritoryId,
	via: string,
	problems: Problem[],
): Promise<{ reception: ReceptionRef | null; channel: Channel }> {
	if (via === 'phone' || via === 'office') return { reception: null, channel: via };
	const named = readReceptionRef(via);
	const found = (await receptionsFor(actor, territory)).find(
		(one) => one.territory === named?.territory && one.id === named.id,
	);
	if (!found) {
		problems.push({ field: 'via', code: 'appeals.operator.via.gone' });
		return { reception: null, channel: 'phone' };
	}
	return { reception: { territory: found.territory, id: found.id }, channel: channelOf[found.kind] };
}
