import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { type FileId, fileAddress } from '#platform/files/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { type BodyRef, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { namesOf, tree } from '#rooms/territories/door.server.ts';
import { type AppealRef, excerptOf } from '../appeal.ts';
import { categories } from '../categories.server.ts';
import { categoryName } from '../category.ts';
import { masked } from '../mask.ts';
import { readWork } from '../read-appeal.ts';
import type { Dissent } from './closing.ts';
import { reasonNames } from './read-closing.ts';
import * as store from './store.server.ts';
import { whyNotDecide } from './who-decides.ts';

const reviewers = ['controller', 'head', 'official'] as const;
const mostShown = 100;

/** Where the actor may decide: their own territories with all below where the right reaches so far. */
function territoriesOf(actor: Actor): TerritoryId[] {
	const all = new Set<TerritoryId>();
	for (const grant of actor.grants) {
		if (grant.space !== null || !(reviewers as readonly string[]).includes(grant.role)) continue;
		all.add(grant.territory);
		if (grant.reach === 'subtree') for (const below of tree.descendants(grant.territory)) all.add(below);
	}
	return [...all];
}

export type ReviewLine = Awaited<ReturnType<typeof reviewsFor>>['rows'][number];

/** What waits for this controller, or what was decided. A fixed number of queries. */
export async function reviewsFor(actor: Actor, asked: { decided: boolean }) {
	const territories = territoriesOf(actor);
	const [rows, waiting, all] = await Promise.all([
		store.reviewsIn(database(), territories, {
			decided: asked.decided,
			limit: mostShown,
			account: actor.account,
		}),
		store.countWaiting(database(), territories, actor.account),
		categories(),
	]);
	const bodies = rows.flatMap((row) =>
		row.body && row.bodyTerritory ? [{ territory: row.bodyTerritory, id: row.body } as BodyRef] : [],
	);
	const [names, named, people] = await Promise.all([
		namesOf([...new Set(rows.map((row) => row.territory))], actor.lang),
		bodiesNamed([...new Map(bodies.map((one) => [bodyKey(one), one])).values()], actor.lang),
		accountsOf([
			...new Set(rows.flatMap((row) => [row.takenBy, row.decidedBy]).filter((one) => one !== null)),
		]),
	]);
	return {
		waiting,
		rows: rows.map((row) => ({
			...row,
			excerpt: excerptOf(masked(row.excerpt)),
			categoryName: categoryName(all.get(row.category), actor.lang),
			territoryName: names.get(row.territory)?.nominative ?? '',
			bodyName: row.bodyTerritory ? (named.get(`${row.bodyTerritory}/${row.body}`)?.shortName ?? '') : '',
			takenByName: row.takenBy ? (people.get(row.takenBy)?.name ?? '') : null,
			decidedByName: row.decidedBy ? (people.get(row.decidedBy)?.name ?? '') : null,
		})),
	};
}

/** Claim and disagreement side by side. That the whole was read is written down. */
export async function reviewPage(actor: Actor, ref: AppealRef) {
	const [reviews, dissents] = await Promise.all([
		store.reviewsOf(database(), ref),
		store.dissentsOf(database(), ref),
	]);
	const work = await readWork(actor, ref);
	const review = reviews[0] ?? refuse('appeals.review.none');
	const answer = work.answers.find((one) => one.round === review.round);
	if (!answer) refuse('appeals.review.none');
	const own = dissents.filter((one) => one.round === review.round);
	const accounts = [review.takenBy, review.decidedBy, answer.account, ...own.map((one) => one.account)];
	const [reasons, people, names, all] = await Promise.all([
		reasonNames(actor.lang),
		accountsOf([...new Set(accounts.filter((one) => one !== null))]),
		namesOf([ref.territory], actor.lang),
		categories(),
	]);
	// who reads a sample is told to nobody
	const saidBy = ({ kind, account }: Dissent) =>
		kind === 'sample' ? '' : kind === 'dispute' ? nameOf(account) : (work.applicant?.name ?? '');
	const nameOf = (account: string | null) => (account ? (people.get(account as never)?.name ?? '') : '');
	return {
		review: { ...review, takenByName: nameOf(review.takenBy), decidedByName: nameOf(review.decidedBy) },
		/** Earlier looks at answers of this appeal. */
		before: reviews.slice(1).map((one) => ({ ...one, decidedByName: nameOf(one.decidedBy) })),
		number: work.appeal.number,
		text: work.appeal.text,
		placeWords: work.appeal.placeWords,
		state: work.appeal.state,
		category: categoryName(all.get(work.appeal.category), actor.lang),
		territoryName: names.get(ref.territory)?.nominative ?? '',
		dueOn: work.appeal.dueOn,
		returns: work.appeal.returns,
		joined: work.appeal.joined,
		photographs: work.photographs,
		answer: {
			...answer,
			byName: nameOf(answer.account),
			bodyName: work.bodies.get(bodyKey(answer.body))?.name ?? '',
		},
		/** Why this actor may not decide, as a code of words. */
		own: whyNotDecide(actor, answer.account, own),
		dissents: own.map((one) => ({
			id: one.id,
			kind: one.kind,
			by: saidBy(one),
			reason: one.reason ? (reasons.get(one.reason) ?? null) : null,
			text: one.text,
			at: one.at,
			photographs: one.photographs.map((picture) => {
				const src = fileAddress({ territory: ref.territory, id: picture.file as FileId, name: picture.name });
				return { src: `${src}?w=960`, thumbnail: `${src}?w=320` };
			}),
		})),
	};
}
export type ReviewPage = Awaited<ReturnType<typeof reviewPage>>;
