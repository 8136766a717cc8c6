import { z } from 'zod';
import { record } from '#platform/audit/door.server.ts';
import { database, type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { forgetRulebook } from '../terms/ground.server.ts';
import { type ClosingRule, closingRuleFor } from './closing.ts';
import { closingHistory, insertClosingRule, newestClosingRules } from './rules-store.server.ts';

type ClosingOf = { holdsIn: TerritoryId; category: string };

const days = (least: number, most: number, code: string) =>
	z
		.string({ error: code })
		.regex(/^\d{1,3}$/, code)
		.transform(Number)
		.refine((value) => value >= least && value <= most, code);

export const closingInput = z.object({
	silent: z
		.union([z.literal(''), days(3, 90, 'appeals.closing-rule.silent.range')])
		.default('')
		.transform((value) => (value === '' ? null : value)),
	objection: days(0, 365, 'appeals.closing-rule.objection.range'),
	disputes: days(1, 100, 'appeals.closing-rule.disputes.range'),
	review: days(1, 30, 'appeals.closing-rule.review.range'),
});

/** The days and numbers of closing of a territory, for a category or for all; appeals that are open take them at their next answer. */
export async function setClosing(
	actor: Actor,
	of: ClosingOf,
	input: z.output<typeof closingInput>,
): Promise<void> {
	await chainOf(of.category);
	await write(actor, of, () => ({
		inherits: false,
		silentDays: input.silent,
		objectionDays: input.objection,
		disputesEnough: input.disputes,
		reviewDays: input.review,
	}));
}

/** As it was before the last change. */
export async function undoClosing(actor: Actor, of: ClosingOf): Promise<void> {
	await write(actor, of, ([now, before]) => {
		if (!now || (!before && of.holdsIn === installation)) refuse('appeals.closing-rule.none-of-own');
		return before ?? { ...now, inherits: true };
	});
}

async function chainOf(category: string): Promise<string[]> {
	if (category === '') return [];
	const chain = (await categories()).chain(category).map((one) => one.code);
	return chain.length ? chain : refuse('platform.not-found');
}

type Content = ClosingRule & { inherits: boolean };

async function write(
	actor: Actor,
	of: ClosingOf,
	next: (history: Awaited<ReturnType<typeof closingHistory>>) => Content,
): Promise<void> {
	demand(actor, 'appeals.set-closing', { territory: of.holdsIn });
	await transaction(async (tx: Tx) => {
		const history = await closingHistory(tx, of, 2);
		const { inherits, silentDays, objectionDays, disputesEnough, reviewDays } = next(history);
		const version = (history[0]?.version ?? 0) + 1;
		const content = { inherits, silentDays, objectionDays, disputesEnough, reviewDays };
		await insertClosingRule(tx, { ...of, ...content, version, madeAt: new Date(), madeBy: actor.account });
		await record(tx, {
			actor,
			territory: of.holdsIn,
			action: 'appeals.closing-changed',
			thing: { kind: 'appeals.closing', id: `${of.holdsIn} ${of.category}`.trim() },
			payload: { category: of.category, version, ...content },
		});
	});
	forgetRulebook();
}

/** What holds in a place, whose it is, and how it was changed. */
export async function viewClosing(of: ClosingOf) {
	const [editions, history, chain] = await Promise.all([
		newestClosingRules(database()),
		closingHistory(database(), of),
		chainOf(of.category),
	]);
	const areas = of.holdsIn === installation ? [] : [of.holdsIn, ...tree.ancestors(of.holdsIn)];
	const { from, ...holds } = closingRuleFor(editions, areas, chain);
	return { holds, from, history, own: history[0]?.inherits === false };
}
