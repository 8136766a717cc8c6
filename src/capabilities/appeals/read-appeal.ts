import { record } from '#platform/audit/door.server.ts';
import { type AccountId, database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { type FileId, fileAddress } from '#platform/files/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { type BodyRef, type BodySummary, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { CheckAnswer } from './answering/checklist.ts';
import { wordedFor } from './answering/checklist.ts';
import { checksOf } from './answering/draft-store.server.ts';
import { doubtsOf, type ShotDoubt, workBeganAfter } from './answering/shot.ts';
import type { Answer, Appeal, AppealRef, Applicant, Audience, Happening } from './appeal.ts';
import { categories } from './categories.server.ts';
import { reasonNames } from './closing/read-closing.ts';
import { type AnswerToQuestion, answersToQuestionsOf } from './filing-store.server.ts';
import { isFollowing } from './followers/followers-store.server.ts';
import { type HiddenHere, hiddenFromOthers } from './hidden-words.ts';
import { type HiddenNow, hiddenNow, withReason } from './hiding/hidden-now.ts';
import { seesHidden } from './hiding/sees-hidden.ts';
import { type HistoryMark, historyMark, historyPage, turningKinds } from './history.ts';
import { type Talk, talkOf } from './inquiry/inquiries-for.ts';
import { masked, openWords, withoutName } from './mask.ts';
import { type MergedInPublic, mergedInPublic, withoutHidden } from './merging/merged-with.ts';
import { addressOf, bodyOfKey } from './project.ts';
import { isAuthor, placeNow, placeOf, type Viewer } from './reach.ts';
import * as store from './store.server.ts';
import { clockAt } from './terms/clock.ts';
import { rulebook, sayingOfWaits } from './terms/ground.server.ts';
import { changesOf, type WrittenChange, waitsOf } from './terms/store.server.ts';
import { type TermLine, termLines } from './terms/term-lines.ts';
import type { WrittenWait } from './terms/waits.ts';
import type { Clock, Term } from './terms.ts';
import type { Way } from './way/way.ts';
import { wayFor } from './way/way-for.ts';

export type SeenPhotograph = {
	src: string;
	thumbnail: string;
	moment: 'before' | 'after';
	/** The answer that it came with; null: the filing. */
	round: number | null;
	/** By the camera. */
	takenAt: Date | null;
	/** What is told of it to the office alone. */
	shot: { metres: number | null; doubts: ShotDoubt[]; confirmed: boolean } | null;
	file: string;
	/** An official hid it: only the author and officials see it. */
	hidden: boolean;
};

/** An answer with what it tells to the checklist of the category. */
export type SeenAnswer = Answer & { checks: CheckAnswer[] };

export type AppealView = {
	appeal: Appeal;
	/** The author's name, where it may be shown. */
	authorName: string | null;
	/** A page of what happened, the newest unless another was asked for. */
	history: Happening[];
	/** The mark of the page before; null: there is none. */
	earlier: string | null;
	/** An older page was asked for. */
	isEarlier: boolean;
	answers: SeenAnswer[];
	/** What the author answered to the questions of the category. */
	questions: AnswerToQuestion[];
	photographs: SeenPhotograph[];
	terms: Term[];
	/** The same in words: rule, source, end and state. */
	termLines: TermLine[];
	clock: Clock | null;
	/** Where it lay and how long. */
	way: Way;
	bodies: Map<string, BodySummary>;
	mine: boolean;
	/** For the author: which of their words others do not read; null where nobody else reads the appeal at all. */
	hidden: HiddenHere | null;
	joined: boolean;
	/** By account. */
	follows: boolean;
	may: Record<'accept' | 'return' | 'withdraw' | 'join' | 'follow' | 'supplement', boolean>;
	/** Works on it: the page links to the office. */
	official: boolean;
	/** With which others it is worked on. */
	merged: MergedInPublic;
	/** Questions to the author and what the author added; for the author alone. */
	talk: Talk | null;
	/** An official hid it; for the author and for those who may show it again. */
	hiddenNow: HiddenNow | null;
	/** Hides it or its photographs, or shows them again: the page links to where. */
	mayHide: boolean;
};

/** The public page of an appeal: what this viewer may see of it, and nothing more. Absent and hidden are one answer. */
export async function readAppeal(
	viewer: Viewer,
	territory: TerritoryId,
	number: string,
	now = new Date(),
	page: HistoryAsked = {},
): Promise<AppealView> {
	const appeal = (await store.readByNumber(database(), territory, number)) ?? refuse('appeals.not-found');
	return showAppeal(viewer, appeal, now, page);
}

/** The same of one that was just read. */
export async function showAppeal(
	viewer: Viewer,
	appeal: Appeal,
	now = new Date(),
	page: HistoryAsked = {},
): Promise<AppealView> {
	const mine = await isAuthor(viewer, appeal);
	const place = placeOf(appeal, mine);
	const { actor } = viewer;
	if (!may(actor, 'appeals.see', place)) refuse('appeals.not-found');
	const audiences: Audience[] = mine ? ['public', 'author'] : ['public'];
	const parts = await readParts(appeal, audiences, actor.lang, now, {
		...page,
		byCode: !may(actor, 'appeals.see', placeOf(appeal, isAccountOf(actor, appeal))),
	});
	const { account } = actor;
	const [merged, applicant, joined, follows] = await Promise.all([
		mergedInPublic(appeal),
		store.applicantOf(database(), appeal),
		account !== null && !mine && store.hasJoined(database(), appeal, account),
		account !== null && !mine && isFollowing(database(), appeal, account),
	]);
	const name = applicant?.name ?? '';
	return {
		...parts,
		appeal: mine ? appeal : withoutPersonal(appeal, name),
		authorName: mine || appeal.visibility === 'public' ? name || null : null,
		history: withoutHidden(
			mine ? parts.history : parts.history.map((one) => stepInPublic(one, appeal, name)),
			merged,
		),
		photographs: parts.photographs
			.filter((one) => !one.hidden || seesHidden(actor, place))
			.map((one) => ({ ...one, shot: null })),
		answers: mine
			? parts.answers
			: parts.answers.map((answer) => answerInPublic(answer, appeal, name, parts.bodies)),
		questions: mine
			? parts.questions
			: parts.questions.map((one) => ({
					...one,
					answer: openWords({ ...appeal, text: one.answer }, name).text,
				})),
		clock: clockFor(appeal, now),
		way: await wayFor(appeal, { ...parts, history: parts.turns }, now),
		mine,
		hidden:
			mine && appeal.visibility !== 'authority'
				? hiddenFromOthers(appeal, name, parts.questions, parts.answers)
				: null,
		joined,
		follows,
		may: {
			accept: may(actor, 'appeals.accept', place),
			return: may(actor, 'appeals.return', place),
			withdraw: may(actor, 'appeals.withdraw', place),
			supplement: may(actor, 'appeals.supplement', place),
			join: !joined && may(actor, 'appeals.join', place),
			follow: !joined && !follows && may(actor, 'appeals.follow', place),
		},
		official: may(actor, 'appeals.see-whole', place),
		merged: merged.seen,
		talk: mine ? await talkOf(appeal, 'author') : null,
		hiddenNow: await hiddenNow(appeal, actor.lang),
		mayHide: (['hide', 'show-again', 'show-photograph'] as const).some((right) =>
			may(actor, `appeals.${right}`, place),
		),
	};
}

export type WorkView = Omit<
	AppealView,
	'may' | 'mine' | 'hidden' | 'joined' | 'follows' | 'authorName' | 'official' | 'merged' | 'talk' | 'mayHide'
> & {
	applicant: Applicant | null;
	/** What tells of its way, however long the history is. */
	turns: Happening[];
	/** Every end of a term that moved, in order. */
	termChanges: WrittenChange[];
	waits: WrittenWait[];
	people: Map<string, { name: string }>;
	rights: Record<OfficeRight, boolean>;
};
export const officeRights = [
	'register',
	'classify',
	'route',
	'pass-on',
	'assign',
	'take-up',
	'prolong',
	'wait',
	'answer',
	'approve',
	'comment',
	'close',
	'merge',
	'unmerge',
	'ask',
	'ask-part',
	'do-part',
] as const;
export type OfficeRight = (typeof officeRights)[number];

/** The page of work: everything, the author's name and contacts included. That it was read is written down. */
export async function readWork(
	actor: Actor,
	ref: AppealRef,
	now = new Date(),
	page: HistoryAsked = {},
): Promise<WorkView> {
	const appeal = (await store.read(database(), ref)) ?? refuse('appeals.not-found');
	const place = await placeNow(appeal, false, now);
	if (!may(actor, 'appeals.see-whole', place)) refuse('appeals.not-found');
	const [parts, applicant, termChanges, waits, hidden] = await Promise.all([
		readParts(appeal, ['public', 'author', 'office'], actor.lang, now, page),
		store.applicantOf(database(), ref),
		changesOf(database(), ref),
		waitsOf(database(), ref),
		hiddenNow(appeal, actor.lang),
	]);
	await transaction((tx) =>
		record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.read',
			thing: { kind: 'appeal', id: ref.id },
			about: appeal.author,
			reading: true,
		}),
	);
	const people = await accountsOf([
		...new Set(
			[
				appeal.executor,
				hidden?.by ?? null,
				...parts.history.map((one) => one.account),
				...parts.history.map((one) =>
					one.kind === 'assigned' ? (one.facts.executor as AccountId | null) : null,
				),
				...termChanges.map((one) => one.account),
			].filter((id) => id !== null),
		),
	]);
	return {
		...parts,
		appeal,
		applicant: applicant ?? null,
		termChanges,
		waits,
		people,
		clock: clockFor(appeal, now),
		way: await wayFor(appeal, { ...parts, history: parts.turns }, now),
		hiddenNow: hidden,
		rights: Object.fromEntries(
			officeRights.map((right) => [right, may(actor, `appeals.${right}`, place)]),
		) as Record<OfficeRight, boolean>,
	};
}

const isAccountOf = (actor: Actor, appeal: Appeal) =>
	actor.account !== null && appeal.author === actor.account;

/** Which part of a long history is wanted. */
export type HistoryAsked = { before?: HistoryMark | null; size?: number };

async function readParts(
	appeal: Appeal,
	audiences: Audience[],
	lang: string,
	now: Date,
	{ before = null, size = historyPage, byCode = false }: HistoryAsked & { byCode?: boolean } = {},
) {
	const db = database();
	const [newest, answers, photographs, terms, questions] = await Promise.all([
		store.historyOf(db, appeal, audiences, { before, limit: size + 1 }),
		store.answersOf(db, appeal),
		appeal.photographs ? store.photographsOf(db, appeal) : [],
		store.termsOf(db, appeal),
		answersToQuestionsOf(db, appeal),
	]);
	const history = newest.slice(-size);
	const isWhole = !before && newest.length <= size;
	const turns = isWhole
		? history
		: await store.historyOf(db, appeal, audiences, { kinds: turningKinds, limit: 1_000 });
	const [first] = history;
	const refs = [
		appeal.body,
		...appeal.withBodies.map(bodyOfKey),
		...turns.map((one) => one.body),
		...history.map((one) => one.body),
		...answers.map((one) => one.body),
	];
	const named = new Map(refs.filter((ref): ref is BodyRef => ref !== null).map((ref) => [bodyKey(ref), ref]));
	const [said, reasons] = await Promise.all([sayingOfWaits(lang), reasonNames(lang)]);
	const items = (await categories()).checklist(appeal.category);
	const checks = await checksOf(
		db,
		appeal.territory,
		answers.map((one) => one.id),
	);
	return {
		history: history.map((step) => {
			const one = withReason(step, lang);
			const code = String(one.facts.reason);
			const words = said.get(code) ?? reasons.get(code);
			return words ? { ...one, facts: { ...one.facts, said: words } } : one;
		}),
		earlier: newest.length > size && first ? historyMark(first) : null,
		isEarlier: before !== null,
		turns,
		answers: answers.map(
			(one): SeenAnswer => ({
				...one,
				checks: wordedFor(checks.get(one.id) ?? [], items, { of: appeal.lang, reader: lang }),
			}),
		),
		questions,
		terms,
		termLines: termLines(terms, await rulebook(), said, lang, now),
		// pictures of a common answer belong to an appeal that this author may not see
		photographs: photographs.map((one) =>
			seen(appeal, one, answers, byCode || one.hidden === true || appeal.visibility === 'authority'),
		),
		bodies: await bodiesNamed([...named.values()], lang),
	};
}

/** Who sees the appeal by its code alone, or a photograph that is hidden, gets the pictures under its own address, where the code is known. */
function seen(
	appeal: Appeal,
	photograph: store.Photograph,
	answers: readonly Answer[],
	byCode: boolean,
): SeenPhotograph {
	const src = byCode
		? `${addressOf(appeal)}/photographs/${photograph.file}`
		: fileAddress({ territory: appeal.territory, id: photograph.file as FileId, name: photograph.name });
	const {
		file,
		hidden = false,
		moment,
		round = null,
		takenAt = null,
		metres = null,
		confirmed = false,
	} = photograph;
	const answer = answers.find((one) => one.round === round);
	const since = workBeganAfter(appeal.filedAt, answer ? answers.slice(0, answers.indexOf(answer)) : []);
	return {
		src: `${src}?w=960`,
		thumbnail: `${src}?w=320`,
		moment,
		round,
		takenAt,
		file,
		hidden,
		shot:
			moment === 'after' && answer
				? { metres, doubts: doubtsOf({ takenAt, metres }, since, answer.answeredAt), confirmed }
				: null,
	};
}

/** The appeal whose photographs the viewer asks for, and whether hidden ones too; not there and not to be seen are one answer. */
export async function appealForPictures(
	viewer: Viewer,
	territory: TerritoryId,
	number: string,
): Promise<{ appeal: Appeal; whole: boolean }> {
	const appeal = (await store.readByNumber(database(), territory, number)) ?? refuse('appeals.not-found');
	const place = placeOf(appeal, await isAuthor(viewer, appeal));
	if (!may(viewer.actor, 'appeals.see', place)) refuse('appeals.not-found');
	return { appeal, whole: seesHidden(viewer.actor, place) };
}

/** What remains for everybody: no phones, addresses of people, documents; the person's own account is not named. */
export function withoutPersonal(appeal: Appeal, authorName: string | null): Appeal {
	return {
		...appeal,
		...openWords(appeal, authorName),
		author: null,
		executor: null,
	};
}

/** Officials write reasons into the way of an appeal; what is personal in them is nobody's business either. */
function stepInPublic(step: Happening, appeal: Appeal, name: string): Happening {
	if (!step.text) return step;
	const text = masked(step.text, [], { names: false });
	return { ...step, text: appeal.visibility === 'public' ? text : withoutName(text, name) };
}

function answerInPublic(
	answer: SeenAnswer,
	appeal: Appeal,
	name: string,
	bodies: ReadonlyMap<string, BodySummary>,
): SeenAnswer {
	const shown = (said: string) => {
		const text = masked(said, [bodies.get(bodyKey(answer.body))?.phone ?? null], { names: false });
		return appeal.visibility === 'public' ? text : withoutName(text, name);
	};
	return {
		...answer,
		text: shown(answer.text),
		checks: answer.checks.map((one) => (one.kind === 'text' ? { ...one, value: shown(one.value) } : one)),
		signedName: null,
		signedPost: null,
		verdictReason: answer.verdictReason && masked(answer.verdictReason),
	};
}

function clockFor(appeal: Appeal, now: Date): Clock | null {
	const ended = ['answered', 'accepted', 'closed'].includes(appeal.state);
	return ended ? null : clockAt(appeal, zoneOf(appeal.territory), now);
}
