import { type Recorded, recordAll } from '#platform/audit/door.server.ts';
import { database, transaction, withinOneTransaction } from '#platform/db/door.server.ts';
import { announceAll, type News } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { type Answering, bodiesFor } from '#rooms/organisations/door.server.ts';
import type { Appeal, AppealId, AppealRef } from './appeal.ts';
import { categories } from './categories.server.ts';
import { type Decision, decide } from './classifier/decide.ts';
import { type Guess, guesserFor } from './classifier/guess.ts';
import { traceOf } from './classify-appeal.ts';
import { kindsOfPlace } from './filing/kind-of-place.ts';
import { questionOf } from './sort-appeal.ts';
import * as store from './store.server.ts';
import { happenedToMany, takeMany } from './take-in-store.server.ts';
import { groundOf } from './terms/ground.server.ts';
import { dueOfAnswer } from './terms/ledger.ts';
import * as manyTerms from './terms/many-store.server.ts';
import { countedAnew } from './terms/recount-terms.ts';
import type { Term, TermChange } from './terms/term.ts';

/** What the house does by itself, by a rule that somebody set: no account stands behind it. */
export const house: Actor = {
	account: null,
	name: '',
	grants: [],
	lang: 'ru',
	request: '',
	signIn: null,
	residence: null,
};

/** What is to become of one appeal. */
type Plan = {
	appeal: Appeal;
	decision: Decision;
	category: string;
	/** Counted anew, where the classifier named another category. */
	anew: { terms: Term[]; changes: TermChange[] } | null;
	found: Answering | undefined;
};

/** As `takeInAll`, for one. */
export async function takeIn(ref: AppealRef, at = new Date()): Promise<Appeal | undefined> {
	return (await takeInAll([ref], at))[0];
}

/**
 * Right after the filing: registers appeals, says what each is about where the author did not, and gives it to the body that
 * answers for its category and place. Where the classifier is not sure, or no rule says who, it waits in the registry for a
 * person. Runs as a job, so twice does no harm; a hundred take no more statements than one.
 * @returns the appeals as they were before
 */
export async function takeInAll(refs: readonly AppealRef[], at = new Date()): Promise<Appeal[]> {
	const appeals = await store.readMany(database(), refs);
	let filed = appeals.filter(({ state }) => state === 'filed');
	for (let attempt = 1; filed.length > 0; attempt++) {
		if (attempt > mostAttempts) throw new Error('appeals change faster than they are taken in');
		const taken = await takePlanned(await plansFor(filed, at), at);
		const left = filed.filter((appeal) => !taken.has(appeal.id));
		// somebody joined one, or another process was quicker
		filed = (await store.readMany(database(), left)).filter(({ state }) => state === 'filed');
	}
	return appeals;
}
const mostAttempts = 5;

async function takePlanned(plans: readonly Plan[], at: Date): Promise<Set<AppealId>> {
	const all = new Set<AppealId>();
	for (const part of await withinOneTransaction(plans, ({ appeal }) => appeal.territory)) {
		const taken = await transaction(async (tx) => {
			const taken = await takeMany(
				tx,
				part.map((plan) => takenBy(plan)),
				at,
			);
			const own = part.filter(({ appeal }) => taken.has(appeal.id));
			await Promise.all([
				manyTerms.meetMany(tx, refsOf(own), ['register'], at),
				manyTerms.writeTermsOfMany(
					tx,
					own.flatMap(({ appeal, anew }) => (anew ? [{ ref: appeal, terms: anew.terms }] : [])),
				),
				manyTerms.writeChangesOfMany(
					tx,
					own.flatMap(({ appeal, anew }) => (anew ? [{ ref: appeal, changes: anew.changes }] : [])),
					at,
				),
				manyTerms.meetMany(tx, refsOf(own.filter(({ found }) => found)), ['redirect'], at),
				happenedToMany(
					tx,
					own.flatMap((plan) => tellOf(plan).map((line) => ({ ...line, ref: plan.appeal, at }))),
				),
				announceAll(tx, own.flatMap(newsOf)),
				recordAll(tx, own.flatMap(entriesOf)),
			]);
			return taken;
		});
		for (const id of taken) all.add(id);
	}
	return all;
}

const refsOf = (plans: readonly Plan[]): AppealRef[] => plans.map(({ appeal }) => appeal);

/** Everything that is decided before the first row is written. */
async function plansFor(appeals: readonly Appeal[], at: Date): Promise<Plan[]> {
	if (appeals.length === 0) return [];
	const all = await categories();
	const rules = {
		routeAt: (category: string) => all.routeAt(category),
		isDanger: (category: string) => all.emergency(category) !== null,
	};
	const guessers = new Map<number, (text: string) => Guess>();
	const decided: { appeal: Appeal; decision: Decision; category: string }[] = [];
	for (const appeal of appeals) {
		const guess = guessers.get(appeal.territory) ?? (await guesserFor(appeal.territory, at));
		guessers.set(appeal.territory, guess);
		const decision = decide(appeal, guess(appeal.text), rules);
		const category = decision.kind === 'take' ? decision.best.category : appeal.category;
		decided.push({ appeal, decision, category });
	}
	const sure = decided.filter(({ decision }) => decision.kind !== 'wait');
	const kinds = await kindsOfPlace(
		database(),
		all,
		sure.map(({ appeal, category }) => ({ ...appeal, category })),
	);
	const [bodies, terms] = await Promise.all([
		bodiesFor(
			sure.map(({ appeal, category }) => questionOf(all, { ...appeal, category }, kinds.get(appeal.id))),
		),
		manyTerms.termsOfMany(
			database(),
			decided.flatMap(({ appeal, decision }) => (decision.kind === 'take' ? [appeal] : [])),
		),
	]);
	const found = new Map(sure.map(({ appeal }, i) => [appeal.id, bodies[i]]));
	return Promise.all(
		decided.map(async (one): Promise<Plan> => {
			const { appeal, decision, category } = one;
			const anew =
				decision.kind === 'take' ? await countAgain(appeal, category, terms.get(appeal.id) ?? [], at) : null;
			return { ...one, anew, found: found.get(appeal.id) };
		}),
	);
}

/** The terms by another category. Registered at this moment; nothing that was just filed waits for anything. */
async function countAgain(appeal: Appeal, category: string, old: readonly Term[], at: Date) {
	const ground = await groundOf(appeal.territory);
	const met = old.map((term) => (term.kind === 'register' ? metAt(term, at) : term));
	return countedAnew({ ...appeal, category, state: 'registered', registeredAt: at }, ground, met, [], at, {
		because: 'category',
		account: null,
		reason: null,
	});
}

const metAt = (term: Term, at: Date): Term => ({
	...term,
	metAt: at,
	missedAt: at >= term.dueAt ? term.dueAt : null,
	nextAt: null,
});

const dueOf = ({ appeal, anew }: Plan) =>
	anew ? dueOfAnswer(anew.terms) : { dueOn: appeal.dueOn, dueAt: appeal.dueAt };

/** Whether the day that the resident was told moves. */
function dayMoves(plan: Plan): boolean {
	const { appeal } = plan;
	const due = dueOf(plan);
	return due.dueOn !== appeal.dueOn || due.dueAt.getTime() !== appeal.dueAt.getTime();
}

function takenBy(plan: Plan) {
	const { appeal, decision, category, found } = plan;
	const classified = decision.kind === 'take';
	return {
		ref: { territory: appeal.territory, id: appeal.id },
		version: appeal.version,
		category,
		categoryBy: classified ? ('house' as const) : appeal.categoryBy,
		due: dueOf(plan),
		body: found?.body ?? null,
		unit: found?.unit ?? null,
		acts: 1 + (classified ? 1 : 0) + (dayMoves(plan) ? 1 : 0) + (found ? 1 : 0),
	};
}

/** Lines of the timeline, in the order in which they come about. */
function tellOf(plan: Plan): (store.NewHappening & { after: number })[] {
	const { appeal, decision, category, found } = plan;
	const lines: ReturnType<typeof tellOf> = [{ after: 0, kind: 'registered', audience: 'public' }];
	if (decision.kind === 'take')
		lines.push({
			after: 1,
			kind: 'classified',
			audience: 'office',
			facts: { from: appeal.category, to: category, ...traceOf(decision.best) },
		});
	if (dayMoves(plan))
		lines.push({
			after: 5,
			kind: 'term-changed',
			audience: 'public',
			facts: { from: appeal.dueOn, to: dueOf(plan).dueOn, because: 'category' },
		});
	// why a person is asked: the timeline of the office says what the text looks like
	if (decision.kind === 'wait')
		lines.push({
			after: 2,
			kind: decision.because,
			audience: 'office',
			facts: decision.best ? { to: decision.best.category, ...traceOf(decision.best) } : {},
		});
	if (found)
		lines.push({ after: 1, kind: 'routed', audience: 'public', body: found.body, facts: { by: 'rule' } });
	return lines;
}

function newsOf({ appeal, decision, found }: Plan): News[] {
	const of = { territory: appeal.territory, appeal: appeal.id };
	const news: News[] = [];
	// of a moved day nobody is told apart: who hears of the routing reads the new one
	if (decision.kind === 'take')
		news.push({
			name: 'appeals.classified',
			payload: { ...of, from: { category: appeal.category, by: appeal.categoryBy } },
		});
	news.push(
		found
			? { name: 'appeals.routed', payload: { ...of, was: null } }
			: { name: 'appeals.registered', payload: of },
	);
	return news;
}

function entriesOf(plan: Plan): Recorded[] {
	const { appeal, decision, category, found } = plan;
	const of = { actor: house, territory: appeal.territory, thing: { kind: 'appeal', id: appeal.id } };
	const entries: Recorded[] = [];
	if (decision.kind === 'take')
		entries.push({
			...of,
			action: 'appeals.classified',
			payload: {
				from: appeal.category,
				to: category,
				due: dueOf(plan).dueOn,
				confidence: decision.best.confidence,
			},
		});
	entries.push({
		...of,
		action: found ? 'appeals.routed' : 'appeals.registered',
		payload: found ? { rule: found.rule.id, body: found.body.id, bodyTerritory: found.body.territory } : {},
	});
	return entries;
}
