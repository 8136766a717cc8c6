import { database, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import { bodyKey } from '#rooms/organisations/door.server.ts';
import type { Answer, Appeal, AppealRef } from '../appeal.ts';
import { isOver } from '../appeal.ts';
import { endInquiries } from '../inquiry/end-inquiries.ts';
import * as store from '../store.server.ts';
import { answerTerms } from '../terms/answer-terms.ts';
import { prolongBeside } from '../terms/prolong-answer.ts';
import * as merging from './merging-store.server.ts';
import { countLed, release } from './release.ts';

/**
 * After changes of appeals: those that are led come in line with the ones that lead them. Looks at what is, not at what was
 * announced, so it may run twice, late and in any order. One query where nothing is merged.
 */
export async function tendMerged(refs: readonly AppealRef[]): Promise<void> {
	for (const one of await merging.mergedAmong(database(), refs)) {
		if (one.leads) await tendLead(one);
		else if (one.state === 'returned') await goOwnWay(one);
	}
}

async function tendLead(ref: AppealRef): Promise<void> {
	const lead = await store.read(database(), ref);
	if (!lead || lead.merged === 0) return;
	if (endedUnanswered(lead)) {
		await passLeadOn(ref);
		return;
	}
	const answer = isAnswered(lead) ? (await store.answersOf(database(), ref)).at(-1) : undefined;
	for (const id of await merging.idsLedBy(database(), ref)) {
		const led = { territory: ref.territory, id };
		if (answer) await giveAnswer(lead, led, answer);
		else await bringAlong(ref, led);
	}
}

/** An end that an answer led to; the others leave those that are led without one. */
const isAnswered = ({ state, closedBecause }: Appeal) =>
	state === 'answered' ||
	state === 'accepted' ||
	(closedBecause !== null && ['silent', 'done', 'upheld'].includes(closedBecause));
const endedUnanswered = (lead: Appeal) => isOver(lead.state) && !isAnswered(lead);

/** What is led and waits for an answer. */
const waits = (appeal: Appeal | undefined, lead: AppealRef): appeal is Appeal =>
	appeal?.mergedInto === lead.id && ['registered', 'routed', 'in-work'].includes(appeal.state);

async function bringAlong(ref: AppealRef, led: AppealRef): Promise<void> {
	await transaction(async (tx) => {
		const appeal = await store.lock(tx, led);
		const lead = await store.read(tx, ref);
		if (!lead || !waits(appeal, lead) || isAnswered(lead) || isOver(lead.state)) return;
		const at = new Date();
		const was = appeal.body;
		const moved = await follow(tx, appeal, lead, at);
		if (lead.prolongedTo && !appeal.prolongedTo)
			await prolongBeside(
				tx,
				appeal,
				{ until: lead.prolongedTo, reason: await merging.prolongedBecause(tx, lead) },
				at,
			);
		if (moved)
			await announce(tx, 'appeals.followed', {
				territory: led.territory,
				appeal: led.id,
				was,
				routed: moved === 'routed',
			});
	});
}

/** Puts an appeal where the leading one lies and how far it is. @returns what moved, null: nothing */
export async function follow(
	tx: Tx,
	appeal: Appeal,
	lead: Appeal,
	at: Date,
): Promise<'routed' | 'moved' | null> {
	const state = !lead.body ? 'registered' : lead.state === 'routed' ? 'routed' : 'in-work';
	const elsewhere = (appeal.body && bodyKey(appeal.body)) !== (lead.body && bodyKey(lead.body));
	const begins = state === 'in-work' && appeal.state !== 'in-work';
	if (!elsewhere && appeal.state === state && appeal.executor === lead.executor && appeal.unit === lead.unit)
		return null;
	await store.change(
		tx,
		appeal,
		{
			state,
			body: lead.body,
			unit: lead.unit,
			executor: lead.executor,
			routedBy: lead.body ? (appeal.routedBy ?? 'person') : null,
			...(lead.body && !appeal.routedAt ? { routedAt: at } : {}),
			...(state === 'in-work' && !appeal.takenUpAt ? { takenUpAt: at } : {}),
		},
		at,
	);
	if (lead.body) await store.meet(tx, appeal, ['redirect'], at);
	if (state === 'in-work') await store.meet(tx, appeal, ['reaction'], at);
	const tell = (kind: string, order: number) =>
		store.happened(tx, appeal, at, {
			id: newId(at.getTime() + order),
			kind,
			audience: 'public',
			body: lead.body ?? appeal.body,
			...(kind === 'routed' ? { facts: { by: 'person' } } : {}),
		});
	if (elsewhere) await tell(lead.body ? 'routed' : 'unrouted', 1);
	if (begins) await tell('taken-up', 2);
	return elsewhere && lead.body ? 'routed' : 'moved';
}

/** The answer to the leading appeal answers this one too, at the same moment; its author has the verdict on it. */
async function giveAnswer(lead: Appeal, led: AppealRef, answer: Answer): Promise<void> {
	await transaction(async (tx) => {
		const appeal = await store.lock(tx, led);
		if (!waits(appeal, lead)) return;
		const at = new Date();
		const round = (await store.answersOf(tx, led)).length + 1;
		if (!(await merging.shareAnswer(tx, led, answer, round))) return;
		const shared = await merging.sharePhotographs(tx, lead, appeal);
		if (!appeal.takenUpAt) await store.meet(tx, led, ['redirect'], answer.answeredAt);
		await store.change(
			tx,
			led,
			{
				state: 'answered',
				body: answer.body,
				answeredAt: answer.answeredAt,
				executor: lead.executor,
				takenUpAt: appeal.takenUpAt ?? answer.answeredAt,
				routedAt: appeal.routedAt ?? answer.answeredAt,
				photographs: appeal.photographs + shared.added,
				photographsHidden: appeal.photographsHidden + shared.hidden,
			},
			at,
		);
		await endInquiries(tx, appeal, 'by-answer', answer.answeredAt);
		await answerTerms(tx, led, { account: answer.account, at: answer.answeredAt });
		await store.happened(tx, led, answer.answeredAt, {
			id: newId(answer.answeredAt.getTime() + 1),
			kind: 'answered',
			audience: 'public',
			account: answer.account,
			body: answer.body,
			facts: { round },
		});
		await announce(tx, 'appeals.answered', { territory: led.territory, appeal: led.id, round });
	});
}

/** Its author returned the answer: from here on it is worked on by itself, and the others keep theirs. */
async function goOwnWay(ref: AppealRef): Promise<void> {
	await transaction(async (tx) => {
		const appeal = await store.lock(tx, ref);
		if (appeal?.state === 'returned')
			await release(tx, appeal, { because: 'returned', actor: null }, new Date());
	});
}

/**
 * The leading appeal ended without an answer: it was withdrawn, or closed for a reason of its own author's. Nobody else loses
 * their answer by that: the one filed first leads the others from now on.
 */
async function passLeadOn(ref: AppealRef): Promise<void> {
	await transaction(async (tx) => {
		const lead = await store.lock(tx, ref);
		if (!lead || !endedUnanswered(lead)) return;
		const at = new Date();
		const led = [];
		for (const id of await merging.idsLedBy(tx, ref)) {
			const one = await store.lock(tx, { territory: ref.territory, id });
			if (one) led.push(one);
		}
		const heir = led.find((one) => !isOver(one.state) && one.state !== 'answered');
		await store.change(tx, ref, { merged: 0 }, at);
		for (const one of led)
			await store.change(tx, one, { mergedInto: heir && one !== heir ? heir.id : null }, at);
		await announce(tx, 'appeals.gathered', { territory: ref.territory, appeal: ref.id });
		for (const one of led) {
			if (one === heir)
				await store.happened(tx, one, at, {
					id: newId(at.getTime()),
					kind: 'leads-now',
					audience: 'office',
					facts: { number: lead.number },
				});
			await announce(tx, 'appeals.followed', { territory: ref.territory, appeal: one.id });
		}
		if (heir) await countLed(tx, heir, at);
	});
}
