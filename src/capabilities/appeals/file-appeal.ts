import { record } from '#platform/audit/door.server.ts';
import { keyedHash } from '#platform/config/keys.server.ts';
import {
	type AccountId,
	database,
	newId,
	storedAnswer,
	type TerritoryId,
	type Tx,
	takeKey,
	transaction,
} from '#platform/db/door.server.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { copyFiles, type FileId, filesOf, keepFiles, type StoredFile } from '#platform/files/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { leafOf, queueLeaf } from '#platform/transparency/door.server.ts';
import { tree, view, zoneOf } from '#rooms/territories/door.server.ts';
import {
	type AppealId,
	type AppealRef,
	type Channel,
	type Point,
	undecided,
	type Visibility,
} from './appeal.ts';
import { problemWithChoice } from './categories/refuse-choice.ts';
import { categories } from './categories.server.ts';
import { waitingCategory } from './classifier/waiting-category.ts';
import {
	type AnswerToQuestion,
	insertAnswers,
	insertApplicant,
	insertWithNumber,
} from './filing-store.server.ts';
import { followCodeFrom, hashOfFollowCode } from './follow-code.ts';
import { cellOf, problemWithPoint, readDegrees } from './place.ts';
import { happened, insertPhotograph, insertTerms, read } from './store.server.ts';
import { termsFor } from './terms/begin-terms.ts';
import { dayIn, dueOfAnswer, type Term } from './terms.ts';
import { covers, lowestAt } from './where.server.ts';

export type Filing = {
	/** The key of the form: a repeat gets the first receipt. */
	key: string;
	/** Where the form was opened; the owner is found from it and from the place. */
	territory: TerritoryId;
	channel: Channel;
	text: string;
	category: string;
	where: string;
	lat: string;
	lon: string;
	visibility: Visibility;
	name: string;
	email: string | null;
	phone: string | null;
	photograph: readonly string[];
	/** Where an answer on paper goes. */
	address?: string | null;
	/** Answers to the questions of the category. */
	answers?: readonly AnswerToQuestion[];
	/** Telephones, names and the like in the text that the author wants everybody to see, as written. */
	shown?: readonly string[];
	/** The official who writes it down for a caller or a visitor: the appeal is theirs, not the official's. */
	filedBy?: AccountId | null;
	/** Its number in the system it came from. */
	externalId?: string | null;
};

export type Receipt = AppealRef & {
	number: string;
	dueOn: string;
	/** For a person without an account; empty for one who has. */
	code: string;
};

/** Everything about a filing that is checked before anything is written. */
export type Checked = {
	owner: TerritoryId;
	place: TerritoryId | null;
	point: Point | null;
	zone: string;
	terms: Term[];
	dueOn: string;
	dueAt: Date;
	/** What was chosen, or where it waits until it is known what it is about. */
	category: string;
	categoryBy: 'author' | 'nobody';
	/** The category is one of danger: nothing is filed, the page names 112. */
	emergency: boolean;
};

/**
 * Checks what was typed and tells what will come of it. All mistakes at once, each at its field.
 * @throws Invalid
 */
export async function checkFiling(
	filing: Omit<Filing, 'key' | 'channel'>,
	now = new Date(),
): Promise<Checked> {
	const problems: Problem[] = [];
	const tried = tree.ownerOf(filing.territory);
	if (tried === null || !tree.isInForce(filing.territory)) refuse('appeals.territory-not-found');
	const point = readPoint(filing, problems);
	let owner = tried;
	let place = tried === filing.territory ? null : filing.territory;
	if (point) {
		const problem = await problemWithPoint(point, (at) => covers(filing.territory, at));
		if (problem) problems.push(problem);
		else {
			const nearest = await lowestAt(filing.territory, point);
			owner = tree.ownerOf(nearest) ?? owner;
			place = nearest === owner ? place : nearest;
			if (place !== null && !tree.isWithin(place, owner)) place = null;
		}
	}
	if (!point && filing.where === '') problems.push({ field: 'where', code: 'appeals.form.where.missing' });
	const zone = zoneOf(owner);
	const day = dayIn(zone, now);
	const all = await categories();
	const areas = [owner, ...tree.ancestors(owner)];
	const left = filing.category === undecided;
	const category = left ? (waitingCategory(all, { day, areas }) ?? '') : filing.category;
	const refused = problemWithChoice(all, category, { day, areas, lang: 'ru' });
	if (refused) problems.push(refused);
	if (filing.photograph.length > mostPhotographs)
		problems.push({
			field: 'photographs',
			code: 'appeals.form.photographs.many',
			facts: { max: mostPhotographs },
		});
	if (problems.length) invalid(...problems);
	const terms = await termsFor(owner, category, now);
	const due = dueOfAnswer(terms);
	return {
		owner,
		place,
		point,
		zone,
		terms,
		dueOn: due.dueOn,
		dueAt: due.dueAt,
		category,
		categoryBy: left ? 'nobody' : 'author',
		emergency: all.chain(category).some((one) => one.emergency),
	};
}

export const mostPhotographs = 6;

function readPoint(filing: { lat: string; lon: string }, problems: Problem[]): Point | null {
	if (filing.lat === '' && filing.lon === '') return null;
	const lat = readDegrees(filing.lat);
	const lon = readDegrees(filing.lon);
	if (lat === undefined) problems.push({ field: 'lat', code: 'appeals.place.not-a-point' });
	if (lon === undefined) problems.push({ field: 'lon', code: 'appeals.place.not-a-point' });
	return lat === undefined || lon === undefined ? null : { lat, lon };
}

/**
 * Takes an appeal in and gives its number. What a person gets a receipt for is on the disk by then; registering, routing,
 * telling and listing follow as jobs. All statements of the transaction are sent at once, the one that takes the
 * number last.
 */
export async function fileAppeal(
	actor: Actor,
	filing: Filing,
	now = new Date(),
	/** What another room keeps of it, in the same transaction. */
	beside?: (tx: Tx, ref: AppealRef) => Promise<unknown>,
): Promise<Receipt> {
	const checked = await checkFiling(filing, now);
	if (checked.emergency) refuse('appeals.emergency');
	const { owner, zone, terms, dueOn, dueAt } = checked;
	/** Whose appeal it is: nobody's account when an official writes for somebody. */
	const author = filing.filedBy ? null : actor.account;
	demand(actor, 'appeals.file', { territory: owner });
	const code = (await view(owner))?.shortCode ?? refuse('appeals.territory-not-found');
	const ref: AppealRef = { territory: owner, id: newId<AppealId>(now.getTime()) };
	const followCode = author ? '' : followCodeFrom(keyedHash('appeals.follow', `${owner} ${filing.key}`));
	const year = Number(dayIn(zone, now).slice(0, 4));
	const leaf = leafOf({
		kind: 'appeal',
		territory: owner,
		thing: ref.id,
		at: now,
		content: JSON.stringify({
			category: checked.category,
			text: filing.text,
			where: filing.where,
			point: checked.point,
		}),
	});
	const photographs = filing.photograph as readonly FileId[];
	const draftedIn = tree.ownerOf(filing.territory) ?? owner;
	const call = {
		territory: owner,
		key: `appeals.file:${filing.key}`,
		request: { ...filing, key: '', by: actor.account },
	};
	try {
		const number = await transaction(async (tx) => {
			const taken = takeKey(tx, call, { id: ref.id, dueOn });
			if (photographs.length) await taken;
			const files = photographs.length
				? await keepPhotographs(tx, ref, { territory: draftedIn, ids: photographs, by: actor.account })
				: [];
			const sent: Promise<unknown>[] = [
				taken,
				announce(tx, 'appeals.filed', { territory: owner, appeal: ref.id }),
				record(tx, {
					actor,
					territory: owner,
					action: 'appeals.filed',
					thing: { kind: 'appeal', id: ref.id },
					payload: {
						channel: filing.channel,
						category: checked.category,
						...(filing.filedBy ? { forAnother: true } : {}),
					},
				}),
				queueLeaf(tx, { kind: 'appeal', territory: owner, thing: ref.id, at: now, ...leaf }),
				insertApplicant(tx, ref, {
					account: author,
					name: filing.name || (filing.filedBy ? '' : actor.name),
					email: filing.email,
					phone: filing.phone,
					address: filing.address ?? null,
					followHash: followCode ? hashOfFollowCode(followCode) : null,
				}),
				insertTerms(tx, ref, terms),
				happened(tx, ref, now, {
					id: newId(),
					kind: 'filed',
					audience: 'public',
					account: author,
					facts: { due: dueOn },
				}),
			];
			if (filing.answers?.length) sent.push(insertAnswers(tx, ref, filing.answers));
			if (beside) sent.push(beside(tx, ref));
			const last = insertWithNumber(
				tx,
				{
					...ref,
					standing: author ? 'appeal' : 'message',
					channel: filing.channel,
					lang: actor.lang,
					category: checked.category,
					categoryBy: checked.categoryBy,
					text: filing.text,
					visibility: filing.visibility,
					point: checked.point,
					cell: checked.point ? cellOf(checked.point) : null,
					placeWords: filing.where,
					place: checked.place,
					author,
					dueOn,
					dueAt,
					photographs: files.length,
					filedBy: filing.filedBy ?? null,
					externalId: filing.externalId ?? null,
					shown: filing.shown ?? [],
					nonce: leaf.nonce,
					leaf: leaf.leaf,
					at: now,
				},
				{ code, year },
			);
			await Promise.all([...sent, last]);
			for (const [position, file] of files.entries())
				await insertPhotograph(tx, ref, {
					file: file.id,
					moment: 'before',
					name: file.name,
					position,
					at: now,
				});
			return last;
		});
		return { ...ref, number, dueOn, code: followCode };
	} catch (failure) {
		const first = await storedAnswer<{ id: string; dueOn: string }>(database(), call, failure);
		const filed = await read(database(), { territory: owner, id: first.id as AppealId });
		if (!filed) throw failure;
		return { territory: owner, id: filed.id, number: filed.number, dueOn: first.dueOn, code: followCode };
	}
}

/**
 * Ties the drafts to the appeal. They were kept where the form was opened; when the place turned out to belong to a
 * territory below, they go along.
 */
async function keepPhotographs(
	tx: Tx,
	ref: AppealRef,
	drafts: { territory: TerritoryId; ids: readonly FileId[]; by: AccountId | null },
): Promise<StoredFile[]> {
	const found = await filesOf(drafts.territory, drafts.ids, tx);
	// a file of another thing or another person is not a draft of this form
	const own = drafts.ids
		.map((id) => found.get(id))
		.filter((file) => file && !file.thing && file.by === drafts.by);
	if (own.length < drafts.ids.length) invalid({ field: 'photographs', code: 'files.gone' });
	const refs = drafts.ids.map((id) => ({ territory: drafts.territory, id }));
	const files =
		drafts.territory === ref.territory
			? refs
			: await copyFiles(tx, refs, { territory: ref.territory, field: 'photographs' });
	await keepFiles(tx, files, {
		thing: { kind: 'appeals.appeal', id: ref.id },
		audience: 'thing',
		field: 'photographs',
	});
	const stored = await filesOf(
		ref.territory,
		files.map((file) => file.id),
		tx,
	);
	return files.flatMap((file) => stored.get(file.id) ?? []);
}
