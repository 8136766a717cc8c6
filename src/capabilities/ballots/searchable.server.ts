import { type Db, database } from '#platform/db/door.server.ts';
import { type Item, putItems, registerSearchSource, removeItem } from '#platform/search/door.server.ts';
import { type Ballot, type BallotRef, isPublic } from './ballot.ts';
import { addressOf } from './receipt-file.ts';
import * as store from './store.server.ts';
import { inLang } from './view-ballot.ts';

const kind = 'ballots.ballot';

/** A ballot as it is found, in each of its languages. Drafts, and ballots of a space, are found by nobody. */
function itemsOf(ballot: Ballot): Item[] {
	if (!isPublic(ballot) || ballot.space !== null) return [];
	const langs = ballot.other ? (['ru', 'en'] as const) : [ballot.lang];
	return langs.map((lang) => {
		const { question, explanation, options } = inLang(ballot, lang);
		return {
			territory: ballot.territory,
			kind,
			id: ballot.id,
			url: addressOf(ballot),
			lang,
			title: question,
			body: [explanation, ...options.map(({ title }) => title)].join('\n'),
			audience: 'public',
			at: ballot.openedAt ?? ballot.createdAt,
		};
	});
}

/** Brings the index in line with the ballot; runs after each change of it, any number of times. */
export async function index(ref: BallotRef, db: Db = database()): Promise<void> {
	const ballot = await store.readBallot(db, ref);
	await removeItem(db, { territory: ref.territory, kind, id: ref.id });
	if (ballot) await putItems(db, itemsOf(ballot));
}

export function offerBallots(): void {
	registerSearchSource(kind, async function* () {
		for await (const ballots of store.allPublic(database()))
			for (const ballot of ballots) yield* itemsOf(ballot);
	});
}
